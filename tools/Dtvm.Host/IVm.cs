// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;

namespace Dtvm.Host;

/// <summary>An EVM that the host runs: one of our engines or an external EVMC library.</summary>
public interface IVm : IDisposable
{
    /// <summary>Short name for tables and reports.</summary>
    string Name { get; }

    /// <summary>What has been compiled since the VM was made or <see cref="Reset"/> was called.</summary>
    VmStatistics Statistics { get; }

    /// <summary>Why what the last message of depth 0 did means nothing, in one line; null when it means something, which it always does of
    /// most VMs.</summary>
    string? Failure => null;

    /// <summary>Executes a message as <c>evmc_vm.execute</c> does. Never throws.</summary>
    /// <param name="host">The host's functions.</param>
    /// <param name="context">The host's context, passed to each of its functions.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="message">The message; valid during the call.</param>
    /// <param name="code">The code; valid during the call. May be null when <paramref name="codeSize"/> is 0.</param>
    /// <param name="codeSize">Bytes of code.</param>
    /// <returns>The result, which the caller releases once.</returns>
    unsafe EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize);

    /// <summary>Forgets everything that was analysed or compiled, so that the next execution is a cold one. Not while code runs.</summary>
    void Reset();
}

/// <summary>What a VM says about its compiled code; an external library says nothing.</summary>
/// <param name="CompileMilliseconds">Time spent on analysis and compilation.</param>
/// <param name="CodeBytes">Size of the machine code.</param>
/// <param name="CompilationFailures">Compilations that failed, so that the code was interpreted.</param>
/// <param name="LastFailure">Why the last of them failed, in one line; null when none did.</param>
public readonly record struct VmStatistics(
    double CompileMilliseconds, long CodeBytes, long CompilationFailures, string? LastFailure = null);
