// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// Text built of pieces: the JSON that describes tokens, with decimal, hexadecimal and fixed-point numbers.
contract Strings {
    bytes16 private constant DIGITS = "0123456789abcdef";

    /// A list of `count` tokens of `owner`, whose numbers begin with `first`.
    function describe(uint256 first, uint256 count, address owner) external pure returns (string memory text) {
        text = "[";
        for (uint256 i = 0; i < count; i++) {
            uint256 id = first + i;
            text = string.concat(text, i == 0 ? "" : ",", _token(id, owner, id * id * 1234567891234500));
        }

        text = string.concat(text, "]");
    }

    function _token(uint256 id, address owner, uint256 price) private pure returns (string memory) {
        return string.concat(
            '{"name":"Token #', _decimal(id), '","owner":"', _hex(owner), '","price":"', _ether(price), '"}'
        );
    }

    function _decimal(uint256 value) private pure returns (string memory) {
        if (value == 0) return "0";
        uint256 length = 0;
        for (uint256 rest = value; rest != 0; rest /= 10) {
            length++;
        }

        bytes memory text = new bytes(length);
        while (value != 0) {
            text[--length] = bytes1(uint8(48 + value % 10));
            value /= 10;
        }

        return string(text);
    }

    function _hex(address account) private pure returns (string memory) {
        bytes20 value = bytes20(account);
        bytes memory text = new bytes(42);
        text[0] = "0";
        text[1] = "x";
        for (uint256 i = 0; i < 20; i++) {
            text[2 + 2 * i] = DIGITS[uint8(value[i]) >> 4];
            text[3 + 2 * i] = DIGITS[uint8(value[i]) & 15];
        }

        return string(text);
    }

    /// 18 decimals, without zeros at the end.
    function _ether(uint256 value) private pure returns (string memory) {
        uint256 fraction = value % 1e18;
        if (fraction == 0) return _decimal(value / 1e18);
        uint256 digits = 18;
        while (fraction % 10 == 0) {
            fraction /= 10;
            digits--;
        }

        bytes memory text = new bytes(digits);
        while (digits > 0) {
            text[--digits] = bytes1(uint8(48 + fraction % 10));
            fraction /= 10;
        }

        return string.concat(_decimal(value / 1e18), ".", string(text));
    }
}
