// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// Keccak-256 with its permutation in Solidity (The Keccak reference, version 3.0; the padding is Ethereum's).
contract Keccak256 {
    uint256 private constant RATE = 136;

    /// The hash of the hash of ... of `input`, `rounds` times.
    function digest(bytes calldata input, uint256 rounds) external pure returns (bytes32 result) {
        uint64[24] memory constants = _roundConstants();
        bytes memory message = input;
        for (uint256 i = 0; i < rounds; i++) {
            result = _hash(message, constants);
            message = bytes.concat(result);
        }
    }

    function _hash(bytes memory message, uint64[24] memory constants) private pure returns (bytes32) {
        bytes memory padded = bytes.concat(message, new bytes(RATE - (message.length % RATE)));
        padded[message.length] = 0x01;
        padded[padded.length - 1] |= 0x80;
        uint64[25] memory lanes;
        uint64[5] memory column;
        for (uint256 at = 0; at < padded.length; at += RATE) {
            for (uint256 i = 0; i < RATE / 8; i++) {
                lanes[i] ^= _swapped(_lane(padded, at + 8 * i));
            }

            _permute(lanes, column, constants);
        }

        return bytes32(
            (uint256(_swapped(lanes[0])) << 192) | (uint256(_swapped(lanes[1])) << 128)
                | (uint256(_swapped(lanes[2])) << 64) | _swapped(lanes[3])
        );
    }

    /// 24 rounds. Lane (x, y) is lanes[x + 5 * y].
    function _permute(uint64[25] memory lanes, uint64[5] memory column, uint64[24] memory constants) private pure {
        unchecked {
            for (uint256 round = 0; round < 24; round++) {
                // Theta.
                for (uint256 x = 0; x < 5; x++) {
                    column[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
                }

                for (uint256 x = 0; x < 5; x++) {
                    uint64 parity = column[(x + 4) % 5] ^ _rotate(column[(x + 1) % 5], 1);
                    for (uint256 i = x; i < 25; i += 5) {
                        lanes[i] ^= parity;
                    }
                }

                // Rho and pi: the lanes but the first move along one cycle.
                uint64 moving = lanes[1];
                (uint256 u, uint256 v) = (1, 0);
                for (uint256 t = 1; t < 25; t++) {
                    (u, v) = (v, (2 * u + 3 * v) % 5);
                    uint256 i = u + 5 * v;
                    (moving, lanes[i]) = (lanes[i], _rotate(moving, uint64(t * (t + 1) / 2) % 64));
                }

                // Chi.
                for (uint256 y = 0; y < 25; y += 5) {
                    for (uint256 x = 0; x < 5; x++) {
                        column[x] = lanes[y + x];
                    }

                    for (uint256 x = 0; x < 5; x++) {
                        lanes[y + x] = column[x] ^ (~column[(x + 1) % 5] & column[(x + 2) % 5]);
                    }
                }

                // Iota.
                lanes[0] ^= constants[round];
            }
        }
    }

    /// The constants of the rounds: bit 2^j - 1 is what a shift register of 8 bits gives next.
    function _roundConstants() private pure returns (uint64[24] memory constants) {
        uint256 register = 1;
        for (uint256 round = 0; round < 24; round++) {
            for (uint256 j = 0; j < 7; j++) {
                if (register & 1 != 0) {
                    constants[round] |= uint64(1 << ((1 << j) - 1));
                }

                register <<= 1;
                if (register > 0xff) {
                    register ^= 0x171;
                }
            }
        }
    }

    function _rotate(uint64 x, uint64 n) private pure returns (uint64) {
        unchecked {
            return (x << n) | (x >> (64 - n));
        }
    }

    /// The bytes of a lane in the other order.
    function _swapped(uint64 x) private pure returns (uint64) {
        x = ((x & 0xff00ff00ff00ff00) >> 8) | ((x & 0x00ff00ff00ff00ff) << 8);
        x = ((x & 0xffff0000ffff0000) >> 16) | ((x & 0x0000ffff0000ffff) << 16);
        return (x >> 32) | (x << 32);
    }

    /// The 8 bytes at an offset, which is within `data`.
    function _lane(bytes memory data, uint256 at) private pure returns (uint64 lane) {
        assembly ("memory-safe") {
            lane := shr(192, mload(add(add(data, 32), at)))
        }
    }
}
