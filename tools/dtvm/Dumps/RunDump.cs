using System.Collections.Immutable;
using Dtvm.Mir.Passes;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Input;

namespace Dtvm.Tool.Dumps;

/// <summary>The dump of an execution: the stages of the code that is called, and the message with all it needs, so that the dump repeats it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Settings">How it is compiled.</param>
/// <param name="Message">The message; its <c>State</c> and <c>Case</c> name the attachments.</param>
/// <param name="StatePath">The file with the state, or null.</param>
/// <param name="CasePath">The benchmark case, or null.</param>
internal sealed record RunDump(byte[] Code, CompileSettings Settings, DumpMessage Message, string? StatePath, string? CasePath)
{
    /// <summary>The name of a state in a dump.</summary>
    public const string StateFile = "state.json";

    /// <summary>The name of a benchmark case in a dump.</summary>
    public const string CaseFile = "case.json";

    /// <summary>Writes the dump.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>What was done, in one line.</returns>
    public string Write(string directory)
    {
        ImmutableArray<PassStep> steps = PassSelection.Resolve(Settings.Passes, Settings.Level, Settings.StopAfter, Passes.PassRegistry.All);
        ContractCompilation compilation = ContractCompilation.Run(Code, Settings, steps, PassSettings.Default, records: true);
        var attachments = new List<(string, byte[])>();
        if (StatePath is not null) attachments.Add((StateFile, Files.ReadAllBytes(StatePath)));
        if (CasePath is not null) attachments.Add((CaseFile, Files.ReadAllBytes(CasePath)));
        return DumpFolder.Write(directory, StageDump.Make(compilation, Message, attachments));
    }
}
