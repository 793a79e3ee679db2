// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// RIPEMD-160 in Solidity (Dobbertin, Bosselaers, Preneel 1996).
contract Ripemd160 {
    /// One of the two lines of 80 steps.
    struct Line {
        bytes order; // which word of the block a step takes
        bytes shifts; // by how much it rotates
        uint32[5] constants; // what a round of 16 steps adds
        bool right;
    }

    bytes private constant LEFT_ORDER =
        hex"000102030405060708090a0b0c0d0e0f"
        hex"07040d010a060f030c000905020e0b08"
        hex"030a0e04090f0801020700060d0b050c"
        hex"01090b0a00080c040d03070f0e050602"
        hex"04000509070c020a0e0103080b060f0d";
    bytes private constant RIGHT_ORDER =
        hex"050e070009020b040d060f08010a030c"
        hex"060b0307000d050a0e0f080c04090102"
        hex"0f050103070e06090b080c020a00040d"
        hex"08060401030b0f00050c020d09070a0e"
        hex"0c0f0a040105080706020d0e0003090b";
    bytes private constant LEFT_SHIFTS =
        hex"0b0e0f0c050807090b0d0e0f06070908"
        hex"0706080d0b09070f070c0f090b070d0c"
        hex"0b0d06070e090d0f0e080d06050c0705"
        hex"0b0c0e0f0e0f0908090e05060806050c"
        hex"090f050b06080d0c050c0d0e0b080506";
    bytes private constant RIGHT_SHIFTS =
        hex"0809090b0d0f0f050707080b0e0e0c06"
        hex"090d0f070c08090b07070c07060f0d0b"
        hex"09070f0b0806060e0c0d050e0d0d0705"
        hex"0f05080b0e0e060e06090c090c050f08"
        hex"08050c090c050e06080d06050f0d0b0b";

    /// The hash of the hash of ... of `input`, `rounds` times.
    function digest(bytes calldata input, uint256 rounds) external pure returns (bytes20 result) {
        Line memory left =
            Line(LEFT_ORDER, LEFT_SHIFTS, [uint32(0), 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xa953fd4e], false);
        Line memory right =
            Line(RIGHT_ORDER, RIGHT_SHIFTS, [0x50a28be6, 0x5c4dd124, 0x6d703ef3, 0x7a6d76e9, uint32(0)], true);
        bytes memory message = input;
        for (uint256 i = 0; i < rounds; i++) {
            result = _hash(message, left, right);
            message = abi.encodePacked(result);
        }
    }

    function _hash(bytes memory message, Line memory left, Line memory right) private pure returns (bytes20) {
        bytes memory padded = _pad(message);
        uint32[5] memory state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
        uint32[16] memory words;
        for (uint256 at = 0; at < padded.length; at += 64) {
            for (uint256 i = 0; i < 16; i++) {
                words[i] = _littleEndian(padded, at + 4 * i);
            }

            uint32[5] memory a = _run(state, words, left);
            uint32[5] memory b = _run(state, words, right);
            unchecked {
                uint32 first = state[1] + a[2] + b[3];
                state[1] = state[2] + a[3] + b[4];
                state[2] = state[3] + a[4] + b[0];
                state[3] = state[4] + a[0] + b[1];
                state[4] = state[0] + a[1] + b[2];
                state[0] = first;
            }
        }

        bytes memory result = new bytes(20);
        for (uint256 i = 0; i < 20; i++) {
            result[i] = bytes1(uint8(state[i / 4] >> (8 * (i % 4))));
        }

        return bytes20(result);
    }

    function _pad(bytes memory message) private pure returns (bytes memory padded) {
        uint256 length = message.length;
        padded = new bytes((length + 72) / 64 * 64);
        for (uint256 i = 0; i < length; i++) {
            padded[i] = message[i];
        }

        padded[length] = 0x80;
        uint256 bits = length * 8;
        for (uint256 i = padded.length - 8; bits != 0; i++) {
            padded[i] = bytes1(uint8(bits));
            bits >>= 8;
        }
    }

    function _run(uint32[5] memory state, uint32[16] memory words, Line memory line)
        private
        pure
        returns (uint32[5] memory)
    {
        (uint32 a, uint32 b, uint32 c, uint32 d, uint32 e) = (state[0], state[1], state[2], state[3], state[4]);
        unchecked {
            for (uint256 j = 0; j < 80; j++) {
                uint256 round = j / 16;
                a += _mix(line.right ? 4 - round : round, b, c, d) + words[uint8(line.order[j])] + line.constants[round];
                a = _rotate(a, uint8(line.shifts[j])) + e;
                (a, b, c, d, e) = (e, a, b, _rotate(c, 10), d);
            }
        }

        return [a, b, c, d, e];
    }

    function _mix(uint256 round, uint32 x, uint32 y, uint32 z) private pure returns (uint32) {
        if (round == 0) return x ^ y ^ z;
        if (round == 1) return (x & y) | (~x & z);
        if (round == 2) return (x | ~y) ^ z;
        if (round == 3) return (x & z) | (y & ~z);
        return x ^ (y | ~z);
    }

    function _rotate(uint32 x, uint32 n) private pure returns (uint32) {
        unchecked {
            return (x << n) | (x >> (32 - n));
        }
    }

    function _littleEndian(bytes memory data, uint256 at) private pure returns (uint32 word) {
        for (uint256 i = 0; i < 4; i++) {
            word |= uint32(uint8(data[at + i])) << uint32(8 * i);
        }
    }
}
