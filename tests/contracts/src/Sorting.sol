// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// Quicksort in memory, the median of three as the pivot, insertion sort of short ranges.
contract Sorting {
    uint256 private constant SHORT = 10;

    /// Sorts `count` numbers that come from `seed`: signed numbers of 64 bits, each 6364136223846793005 times the
    /// one before, plus 1442695040888963407. Returns the least, the middle and the greatest, and the sum of all, each
    /// times its place.
    function sorted(int64 seed, uint256 count)
        external
        pure
        returns (int256 least, int256 middle, int256 greatest, int256 sum)
    {
        int256[] memory values = new int256[](count);
        int64 value = seed;
        for (uint256 i = 0; i < count; i++) {
            unchecked {
                value = value * 6364136223846793005 + 1442695040888963407;
            }

            values[i] = value;
        }

        if (count > 1) {
            _sort(values, 0, count - 1);
        }

        for (uint256 i = 0; i < count; i++) {
            sum += int256(i) * values[i];
        }

        return (values[0], values[count / 2], values[count - 1], sum);
    }

    /// Sorts a range, its last index included.
    function _sort(int256[] memory values, uint256 first, uint256 last) private pure {
        if (last - first < SHORT) {
            _insert(values, first, last);
            return;
        }

        int256 pivot = _median(values[first], values[(first + last) / 2], values[last]);
        uint256 low = first;
        uint256 high = last;
        while (low <= high) {
            while (values[low] < pivot) low++;
            while (values[high] > pivot) high--;
            if (low <= high) {
                (values[low], values[high]) = (values[high], values[low]);
                low++;
                if (high == 0) break;
                high--;
            }
        }

        if (first < high) _sort(values, first, high);
        if (low < last) _sort(values, low, last);
    }

    function _insert(int256[] memory values, uint256 first, uint256 last) private pure {
        for (uint256 i = first + 1; i <= last; i++) {
            int256 value = values[i];
            uint256 to = i;
            while (to > first && values[to - 1] > value) {
                values[to] = values[to - 1];
                to--;
            }

            values[to] = value;
        }
    }

    function _median(int256 a, int256 b, int256 c) private pure returns (int256) {
        if (a > b) (a, b) = (b, a);
        if (b > c) b = c;
        return a > b ? a : b;
    }
}
