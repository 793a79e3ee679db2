// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// Nested dynamic types, decoded from call data and from memory and encoded again.
contract AbiCoding {
    struct Item {
        uint64 id;
        string label;
        uint128[] amounts;
    }

    struct Order {
        address maker;
        bool open;
        Item[] items;
        bytes data;
    }

    error NoItems(uint256 order);

    /// Reverses the items of each order, adds the sum of its amounts to the first of them, turns the switch and
    /// appends the maker to the data, `rounds` times, with the orders encoded and decoded again after each.
    function settle(Order[] calldata input, uint256 rounds) external pure returns (bytes memory encoded) {
        encoded = abi.encode(input);
        for (uint256 i = 0; i < rounds; i++) {
            Order[] memory orders = abi.decode(encoded, (Order[]));
            for (uint256 j = 0; j < orders.length; j++) {
                if (orders[j].items.length == 0) revert NoItems(j);
                _change(orders[j]);
            }

            encoded = abi.encode(orders);
        }
    }

    function _change(Order memory order) private pure {
        Item[] memory items = order.items;
        for (uint256 i = 0; i < items.length / 2; i++) {
            (items[i], items[items.length - 1 - i]) = (items[items.length - 1 - i], items[i]);
        }

        uint128 sum = 0;
        for (uint256 i = 0; i < items.length; i++) {
            for (uint256 j = 0; j < items[i].amounts.length; j++) {
                sum += items[i].amounts[j];
            }
        }

        items[0].amounts[0] += sum;
        order.open = !order.open;
        order.data = abi.encodePacked(order.data, order.maker);
    }
}
