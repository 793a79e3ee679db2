// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// SHA-256 in Solidity (FIPS 180-4, section 6.2).
contract Sha256 {
    /// The round constants, 32 bits each.
    bytes private constant CONSTANTS =
        hex"428a2f9871374491b5c0fbcfe9b5dba53956c25b59f111f1923f82a4ab1c5ed5"
        hex"d807aa9812835b01243185be550c7dc372be5d7480deb1fe9bdc06a7c19bf174"
        hex"e49b69c1efbe47860fc19dc6240ca1cc2de92c6f4a7484aa5cb0a9dc76f988da"
        hex"983e5152a831c66db00327c8bf597fc7c6e00bf3d5a7914706ca635114292967"
        hex"27b70a852e1b21384d2c6dfc53380d13650a7354766a0abb81c2c92e92722c85"
        hex"a2bfe8a1a81a664bc24b8b70c76c51a3d192e819d6990624f40e3585106aa070"
        hex"19a4c1161e376c082748774c34b0bcb5391c0cb34ed8aa4a5b9cca4f682e6ff3"
        hex"748f82ee78a5636f84c878148cc7020890befffaa4506cebbef9a3f7c67178f2";

    /// The hash of the hash of ... of `input`, `rounds` times.
    function digest(bytes calldata input, uint256 rounds) external pure returns (bytes32 result) {
        bytes memory constants = CONSTANTS;
        bytes memory message = input;
        for (uint256 i = 0; i < rounds; i++) {
            result = _hash(message, constants);
            message = bytes.concat(result);
        }
    }

    function _hash(bytes memory message, bytes memory constants) private pure returns (bytes32) {
        uint256 zeros = (119 - (message.length % 64)) % 64;
        bytes memory padded = bytes.concat(message, hex"80", new bytes(zeros), bytes8(uint64(message.length * 8)));
        uint32[8] memory state = [
            0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
        ];
        uint32[64] memory schedule;
        for (uint256 at = 0; at < padded.length; at += 64) {
            _expand(padded, at, schedule);
            _compress(state, schedule, constants);
        }

        uint256 result = 0;
        for (uint256 i = 0; i < 8; i++) {
            result = (result << 32) | state[i];
        }

        return bytes32(result);
    }

    function _expand(bytes memory padded, uint256 at, uint32[64] memory schedule) private pure {
        unchecked {
            for (uint256 i = 0; i < 16; i++) {
                schedule[i] = _word(padded, at + 4 * i);
            }

            for (uint256 i = 16; i < 64; i++) {
                uint32 w15 = schedule[i - 15];
                uint32 w2 = schedule[i - 2];
                uint32 s0 = _rotate(w15, 7) ^ _rotate(w15, 18) ^ (w15 >> 3);
                uint32 s1 = _rotate(w2, 17) ^ _rotate(w2, 19) ^ (w2 >> 10);
                schedule[i] = schedule[i - 16] + s0 + schedule[i - 7] + s1;
            }
        }
    }

    function _compress(uint32[8] memory state, uint32[64] memory schedule, bytes memory constants) private pure {
        (uint32 a, uint32 b, uint32 c, uint32 d) = (state[0], state[1], state[2], state[3]);
        (uint32 e, uint32 f, uint32 g, uint32 h) = (state[4], state[5], state[6], state[7]);
        unchecked {
            for (uint256 i = 0; i < 64; i++) {
                uint32 t1 = h + (_rotate(e, 6) ^ _rotate(e, 11) ^ _rotate(e, 25)) + ((e & f) ^ (~e & g));
                t1 += _word(constants, 4 * i) + schedule[i];
                uint32 t2 = (_rotate(a, 2) ^ _rotate(a, 13) ^ _rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
                (h, g, f, e) = (g, f, e, d + t1);
                (d, c, b, a) = (c, b, a, t1 + t2);
            }

            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
            state[4] += e;
            state[5] += f;
            state[6] += g;
            state[7] += h;
        }
    }

    function _rotate(uint32 x, uint32 n) private pure returns (uint32) {
        unchecked {
            return (x >> n) | (x << (32 - n));
        }
    }

    /// The 32 bits at an offset, which is within `data`.
    function _word(bytes memory data, uint256 at) private pure returns (uint32 word) {
        assembly ("memory-safe") {
            word := shr(224, mload(add(add(data, 32), at)))
        }
    }
}
