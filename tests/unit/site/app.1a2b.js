raw app
