// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;

namespace Dtvm.Interpreter;

/// <summary>
/// How instruction bodies report: the gas left, which is never negative, or the negated <see cref="EvmcStatusCode"/> of an exceptional
/// halt.
/// </summary>
internal static class HaltCode
{
    public const long OutOfGas = -(long)EvmcStatusCode.OutOfGas;
    public const long StaticModeViolation = -(long)EvmcStatusCode.StaticModeViolation;
    public const long InvalidMemoryAccess = -(long)EvmcStatusCode.InvalidMemoryAccess;
}
