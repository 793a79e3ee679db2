// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// exp, ln and sqrt of numbers with 18 decimals. Inside, numbers have 96 bits behind the point.
contract FixedPoint {
    int256 private constant ONE = 1e18;
    int256 private constant ONE96 = 2 ** 96;

    /// ln 2 and sqrt 2 with 96 bits behind the point.
    int256 private constant LN2 = 54916777467707473351141471128;
    int256 private constant SQRT2 = 112045541949572279837463876454;

    error OutOfRange(int256 x);

    /// Sums of exp(x), ln(1 + x^2) and sqrt(1 + x^2) over `count` numbers x from `first` on, in steps of `step`.
    function sums(int256 first, int256 step, uint256 count)
        external
        pure
        returns (int256 exps, int256 logarithms, int256 roots)
    {
        int256 x = first;
        for (uint256 i = 0; i < count; i++) {
            int256 y = ONE + x * x / ONE;
            exps += exp(x);
            logarithms += ln(y);
            roots += sqrt(y);
            x += step;
        }
    }

    /// e^x = 2^k * e^r, and e^r is a power series, where |r| is at most half of ln 2.
    function exp(int256 x) public pure returns (int256) {
        if (x < -42e18) return 0;
        if (x > 60e18) revert OutOfRange(x);
        int256 scaled = x * ONE96 / ONE;
        int256 k = (scaled + (scaled < 0 ? -LN2 : LN2) / 2) / LN2;
        int256 r = scaled - k * LN2;
        int256 sum = ONE96;
        int256 term = ONE96;
        for (int256 i = 1; term != 0; i++) {
            term = term * r / ONE96 / i;
            sum += term;
        }

        unchecked {
            return k < 0 ? (sum * ONE) >> uint256(96 - k) : ((sum << uint256(k)) * ONE) >> 96;
        }
    }

    /// ln(2^k * m) = k ln 2 + 2 artanh((m - 1) / (m + 1)), with m between sqrt(1/2) and sqrt 2.
    function ln(int256 x) public pure returns (int256) {
        if (x <= 0) revert OutOfRange(x);
        int256 m = x * ONE96 / ONE;
        int256 k = int256(_log2(uint256(m))) - 96;
        m = k < 0 ? m << uint256(-k) : m >> uint256(k);
        if (m > SQRT2) {
            m /= 2;
            k++;
        }

        int256 z = ((m - ONE96) * ONE96) / (m + ONE96);
        int256 square = z * z / ONE96;
        int256 sum = 0;
        for (int256 i = 1; z != 0; i += 2) {
            sum += z / i;
            z = z * square / ONE96;
        }

        return (k * LN2 + 2 * sum) * ONE / ONE96;
    }

    /// Newton's method, from a power of two that is not below the root.
    function sqrt(int256 x) public pure returns (int256) {
        if (x < 0) revert OutOfRange(x);
        if (x == 0) return 0;
        uint256 square = uint256(x * ONE);
        uint256 root = 1 << (_log2(square) / 2 + 1);
        while (true) {
            uint256 next = (root + square / root) / 2;
            if (next >= root) return int256(root);
            root = next;
        }

        return 0;
    }

    /// The number of the highest bit that is set.
    function _log2(uint256 x) private pure returns (uint256 result) {
        for (uint256 width = 128; width != 0; width >>= 1) {
            if (x >> width != 0) {
                x >>= width;
                result += width;
            }
        }
    }
}
