// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Host.Fuzzing;

/// <summary>A program with its surroundings.</summary>
/// <param name="Code">Code of the called account.</param>
/// <param name="CalleeCode">Code of the second account.</param>
/// <param name="Revision">The revision.</param>
public sealed record FuzzProgram(byte[] Code, byte[] CalleeCode, Revision Revision);

/// <summary>One execution of a program.</summary>
/// <param name="CallData">Call data.</param>
/// <param name="Gas">Gas of the message.</param>
/// <param name="Value">Value in wei.</param>
/// <param name="IsStatic">Whether the message is a static call.</param>
public sealed record FuzzInput(byte[] CallData, long Gas, U256 Value, bool IsStatic);

/// <summary>What two executions differ in, in the order in which they are compared.</summary>
public enum DifferenceKind
{
    /// <summary>Status code.</summary>
    Status,

    /// <summary>Gas left.</summary>
    GasLeft,

    /// <summary>Refund counter.</summary>
    Refund,

    /// <summary>Output.</summary>
    Output,

    /// <summary>Log records.</summary>
    Logs,

    /// <summary>Changed storage.</summary>
    Storage,

    /// <summary>Sequence of host calls.</summary>
    HostCalls,

    /// <summary>An exception left one of the VMs.</summary>
    Crash,
}

/// <summary>What was seen of one execution.</summary>
/// <param name="Outcome">What it did; null when the VM threw.</param>
/// <param name="HostCallCount">Number of host calls.</param>
/// <param name="HostCallHash">Hash of all host calls with their arguments and answers.</param>
/// <param name="HostCalls">The first host calls as text.</param>
/// <param name="Failure">The exception that left the VM; null when there was none.</param>
public sealed record Observation(
    MessageOutcome? Outcome, long HostCallCount, ulong HostCallHash, IReadOnlyList<string> HostCalls, string? Failure);

/// <summary>A program that two VMs run differently.</summary>
/// <param name="Kind">The first thing that differs.</param>
/// <param name="Program">The program.</param>
/// <param name="Input">The execution.</param>
/// <param name="Reference">What the reference did.</param>
/// <param name="Subject">What the VM under test did.</param>
public sealed record FuzzDifference(DifferenceKind Kind, FuzzProgram Program, FuzzInput Input, Observation Reference, Observation Subject);
