// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Tool.Compilation;

/// <summary>A processor that code is generated for.</summary>
/// <param name="Name">As LLVM names it; empty for the host's.</param>
/// <param name="Features">What it can do other than the name says, as a dump recorded it of a host; empty for a processor that somebody
/// named.</param>
internal sealed record Processor(string Name, string Features)
{
    /// <summary>The name of the host's on the command line.</summary>
    public const string HostName = "host";

    /// <summary>The processor of this machine.</summary>
    public static Processor Host { get; } = new("", "");

    /// <summary>The name that somebody gave; null for a host's processor.</summary>
    public string? Given => Name.Length > 0 && Features.Length == 0 ? Name : null;

    /// <summary>The processor that the command line names.</summary>
    public static Processor Named(string name) => name == HostName ? Host : new Processor(name, "");
}
