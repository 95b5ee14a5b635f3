// Fastest of seven runs of GeographicLib's Geodesic::Inverse over the pairs of a file, ns a pair: geodesic_cpp FILE
// distance|azimuths
#include <GeographicLib/Config.h>
#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

int main(int, char** arguments) {
    std::ifstream file(arguments[1], std::ios::binary | std::ios::ate);
    std::vector<double> pairs(file.tellg() / sizeof(double));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(pairs.data()), pairs.size() * sizeof(double));
    const bool azimuths = std::string(arguments[2]) == "azimuths";
    const auto& geodesic = GeographicLib::Geodesic::WGS84();
    double fastest = 1e300, sum = 0;
    for (int run = 0; run < 7; ++run) {
        const auto start = std::chrono::steady_clock::now();
        for (size_t i = 0; i < pairs.size(); i += 4) {
            double s12, azi1, azi2;
            if (azimuths)
                geodesic.Inverse(pairs[i], pairs[i + 1], pairs[i + 2], pairs[i + 3], s12, azi1, azi2);
            else
                geodesic.Inverse(pairs[i], pairs[i + 1], pairs[i + 2], pairs[i + 3], s12);
            sum += s12;
        }
        const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - start;
        fastest = std::min(fastest, taken.count() / (pairs.size() / 4));
    }
    std::printf("%.2f GeographicLib %s (sum %.0f)\n", fastest, GEOGRAPHICLIB_VERSION_STRING, sum);
}
