// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Library.Logging;

/// <summary>How much a VM writes to standard error; each level includes those before it.</summary>
internal enum LogThreshold
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Once a process, that gas metering is off when an execution starts so; and what a host asked for and did not get. The
    /// default.</summary>
    Notice,

    /// <summary>Failures of the library itself, and messages that are refused.</summary>
    Error,

    /// <summary>What was done in another way than asked for: code that is interpreted because it could not be compiled.</summary>
    Warning,

    /// <summary>Changes of options.</summary>
    Information,

    /// <summary>Each compilation.</summary>
    Debug,
}
