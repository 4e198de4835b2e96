// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/process.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace bench::process {

double cpuSeconds(int pid)
{
    double nanoseconds = 0;
    std::error_code gone;
    const std::filesystem::path tasks = "/proc/" + std::to_string(pid) + "/task";
    for (const auto &task : std::filesystem::directory_iterator(tasks, gone)) {
        // proc(5): schedstat begins with the time spent on the CPU in nanoseconds
        double spent = 0;
        if (std::ifstream(task.path() / "schedstat") >> spent)
            nanoseconds += spent;
    }
    return nanoseconds / 1e9;
}

double residentBytes(int pid)
{
    double total = 0;
    double resident = 0;
    std::ifstream("/proc/" + std::to_string(pid) + "/statm") >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

} // namespace bench::process
