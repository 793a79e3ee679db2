// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// Powers of a matrix over the integers modulo a prime, with checked arithmetic.
contract Matrix {
    uint256 private constant PRIME = 2 ** 61 - 1;

    /// The matrix of the entries (seed + 7 * row + 3 * column) ** 2, to the power of `exponent`.
    function power(uint256 seed, uint256 size, uint256 exponent) external pure returns (uint256[][] memory result) {
        uint256[][] memory base = _new(size);
        result = _new(size);
        for (uint256 i = 0; i < size; i++) {
            result[i][i] = 1;
            for (uint256 j = 0; j < size; j++) {
                base[i][j] = (seed + 7 * i + 3 * j) ** 2 % PRIME;
            }
        }

        while (exponent > 0) {
            if (exponent & 1 == 1) {
                result = _multiply(result, base);
            }

            exponent >>= 1;
            if (exponent > 0) {
                base = _multiply(base, base);
            }
        }
    }

    function _multiply(uint256[][] memory a, uint256[][] memory b) private pure returns (uint256[][] memory c) {
        c = _new(a.length);
        for (uint256 i = 0; i < a.length; i++) {
            uint256[] memory row = a[i];
            for (uint256 j = 0; j < b.length; j++) {
                uint256 sum = 0;
                for (uint256 k = 0; k < row.length; k++) {
                    sum += row[k] * b[k][j];
                }

                c[i][j] = sum % PRIME;
            }
        }
    }

    function _new(uint256 size) private pure returns (uint256[][] memory matrix) {
        matrix = new uint256[][](size);
        for (uint256 i = 0; i < size; i++) {
            matrix[i] = new uint256[](size);
        }
    }
}
