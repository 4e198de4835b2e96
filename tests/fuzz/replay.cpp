// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in for libFuzzer in ordinary builds: every file in the folders that are named goes through the target
// once.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

int main(int argc, char **argv)
{
    std::set<std::filesystem::path> files; // in an order of their own
    for (int i = 1; i < argc; ++i) {
        const auto before = files.size();
        for (const auto &entry : std::filesystem::directory_iterator(argv[i])) {
            if (entry.is_regular_file())
                files.insert(entry.path());
        }
        if (files.size() == before) {
            std::fprintf(stderr, "nothing to replay in %s\n", argv[i]);
            return 1;
        }
    }
    for (const auto &file : files) {
        std::fprintf(stderr, "%s\n", file.c_str()); // the last of them is where it broke off
        std::ifstream stream(file, std::ios::binary);
        const std::vector<char> bytes{std::istreambuf_iterator<char>(stream), {}};
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
    }
    std::fprintf(stderr, "%zu replayed\n", files.size());
    return files.empty() ? 1 : 0;
}
