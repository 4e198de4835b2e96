# SPDX-License-Identifier: GPL-3.0-or-later
"""The room as FastAPI users know it: a connection manager that awaits a send per client.

Usage: fastapi_room.py PORT
"""
import sys

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


class ConnectionManager:
    def __init__(self):
        self.active = []

    async def connect(self, websocket):
        await websocket.accept()
        self.active.append(websocket)

    def disconnect(self, websocket):
        self.active.remove(websocket)

    async def broadcast(self, text):
        for connection in list(self.active):
            try:
                await connection.send_text(text)
            except (RuntimeError, WebSocketDisconnect):
                pass


manager = ConnectionManager()


@app.websocket("/ws/{user}")
async def room(websocket: WebSocket, user: str):
    await manager.connect(websocket)
    try:
        while True:
            await manager.broadcast(f"{user}: {await websocket.receive_text()}")
    except WebSocketDisconnect:
        manager.disconnect(websocket)
        await manager.broadcast(f"{user} left the room")


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error", backlog=1024, ws="websockets")
