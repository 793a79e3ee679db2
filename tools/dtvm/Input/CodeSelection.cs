// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Tool.Input;

/// <summary>Which code is meant where an input holds several: what a compiler wrote.</summary>
/// <param name="Contract">Name of the contract, with its file (<c>a.sol:A</c>) or without; null for the only one.</param>
/// <param name="IsCreation">Whether the code that creates the contract is meant, and not the contract's own.</param>
internal readonly record struct CodeSelection(string? Contract, bool IsCreation = false);
