// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// Multiples of points of secp256k1 (SEC 2, 2.4.1), in Jacobian coordinates.
contract EllipticCurve {
    uint256 private constant P = 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f;
    uint256 private constant X = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798;
    uint256 private constant Y = 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8;

    /// The point (x / z^2, y / z^3); z is 0 at infinity.
    struct Point {
        uint256 x;
        uint256 y;
        uint256 z;
    }

    error Infinity();

    /// The generator times scalar^rounds.
    function multiply(uint256 scalar, uint256 rounds) external pure returns (uint256 x, uint256 y) {
        (x, y) = (X, Y);
        for (uint256 i = 0; i < rounds; i++) {
            (x, y) = _affine(_multiply(scalar, Point(x, y, 1)));
        }
    }

    function _multiply(uint256 scalar, Point memory base) private pure returns (Point memory sum) {
        for (uint256 bit = 256; bit > 0; bit--) {
            sum = _double(sum);
            if ((scalar >> (bit - 1)) & 1 == 1) {
                sum = _add(sum, base);
            }
        }
    }

    function _double(Point memory p) private pure returns (Point memory) {
        if (p.z == 0) return p;
        uint256 yy = mulmod(p.y, p.y, P);
        uint256 s = mulmod(4, mulmod(p.x, yy, P), P);
        uint256 m = mulmod(3, mulmod(p.x, p.x, P), P);
        uint256 x = addmod(mulmod(m, m, P), P - addmod(s, s, P), P);
        uint256 y = addmod(mulmod(m, addmod(s, P - x, P), P), P - mulmod(8, mulmod(yy, yy, P), P), P);
        return Point(x, y, mulmod(2, mulmod(p.y, p.z, P), P));
    }

    /// The sum of a point and one whose z is 1.
    function _add(Point memory p, Point memory q) private pure returns (Point memory) {
        if (p.z == 0) return q;
        uint256 zz = mulmod(p.z, p.z, P);
        uint256 h = addmod(mulmod(q.x, zz, P), P - p.x, P);
        uint256 r = addmod(mulmod(q.y, mulmod(p.z, zz, P), P), P - p.y, P);
        if (h == 0) return r == 0 ? _double(p) : Point(0, 0, 0);
        uint256 hh = mulmod(h, h, P);
        uint256 hhh = mulmod(h, hh, P);
        uint256 v = mulmod(p.x, hh, P);
        uint256 x = addmod(mulmod(r, r, P), P - addmod(hhh, addmod(v, v, P), P), P);
        uint256 y = addmod(mulmod(r, addmod(v, P - x, P), P), P - mulmod(p.y, hhh, P), P);
        return Point(x, y, mulmod(p.z, h, P));
    }

    function _affine(Point memory p) private pure returns (uint256, uint256) {
        if (p.z == 0) revert Infinity();
        uint256 inverse = _power(p.z, P - 2);
        uint256 square = mulmod(inverse, inverse, P);
        return (mulmod(p.x, square, P), mulmod(p.y, mulmod(square, inverse, P), P));
    }

    function _power(uint256 base, uint256 exponent) private pure returns (uint256 result) {
        result = 1;
        while (exponent != 0) {
            if (exponent & 1 == 1) {
                result = mulmod(result, base, P);
            }

            base = mulmod(base, base, P);
            exponent >>= 1;
        }
    }
}
