// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Tool;

/// <summary>Exit codes of the command line.</summary>
internal static class ExitCode
{
    /// <summary>The verb's job succeeded.</summary>
    public const int Success = 0;

    /// <summary>The verb did its job and found something that must not be: a difference, a failure.</summary>
    public const int Failure = 1;

    /// <summary>The command line or an input is wrong, or an output cannot be written.</summary>
    public const int BadInput = 2;

    /// <summary>The program is wrong.</summary>
    public const int InternalError = 3;

    /// <summary>Standard output is a pipe that nobody reads any more: as if SIGPIPE had ended the process, which the .NET runtime
    /// ignores.</summary>
    public const int ClosedPipe = 141;
}
