// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// Base64 with padding (RFC 4648, section 4), there and back.
contract Base64 {
    error NotBase64(uint256 at);

    bytes private constant ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// Encodes and decodes again, `rounds` times; before each round one byte of the input changes.
    /// Returns the last text.
    function roundTrip(bytes calldata input, uint256 rounds) external pure returns (string memory text) {
        bytes memory data = input;
        for (uint256 i = 0; i < rounds; i++) {
            data[i % data.length] ^= bytes1(uint8(i + 1));
            text = encode(data);
            data = decode(text);
        }
    }

    function encode(bytes memory data) public pure returns (string memory) {
        bytes memory alphabet = ALPHABET;
        bytes memory text = new bytes((data.length + 2) / 3 * 4);
        uint256 to = 0;
        for (uint256 from = 0; from < data.length; from += 3) {
            uint256 group = uint256(uint8(data[from])) << 16;
            if (from + 1 < data.length) {
                group |= uint256(uint8(data[from + 1])) << 8;
            }

            if (from + 2 < data.length) {
                group |= uint8(data[from + 2]);
            }

            text[to] = alphabet[group >> 18];
            text[to + 1] = alphabet[(group >> 12) & 63];
            text[to + 2] = from + 1 < data.length ? alphabet[(group >> 6) & 63] : bytes1("=");
            text[to + 3] = from + 2 < data.length ? alphabet[group & 63] : bytes1("=");
            to += 4;
        }

        return string(text);
    }

    function decode(string memory base64) public pure returns (bytes memory data) {
        bytes memory text = bytes(base64);
        if (text.length % 4 != 0) revert NotBase64(text.length);
        if (text.length == 0) return data;
        uint256 padding = text[text.length - 1] != "=" ? 0 : text[text.length - 2] != "=" ? 1 : 2;
        data = new bytes(text.length / 4 * 3 - padding);
        uint256 group = 0;
        uint256 to = 0;
        for (uint256 i = 0; i < text.length - padding; i++) {
            group = (group << 6) | _value(uint8(text[i]), i);
            if (i % 4 != 0) {
                data[to++] = bytes1(uint8(group >> (6 - 2 * (i % 4))));
            }
        }
    }

    function _value(uint8 letter, uint256 at) private pure returns (uint256) {
        if (letter >= 0x41 && letter <= 0x5a) return letter - 0x41;
        if (letter >= 0x61 && letter <= 0x7a) return letter - 0x61 + 26;
        if (letter >= 0x30 && letter <= 0x39) return letter - 0x30 + 52;
        if (letter == 0x2b) return 62;
        if (letter == 0x2f) return 63;
        revert NotBase64(at);
    }
}
