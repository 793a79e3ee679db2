using Dtvm.ExecutionAbi;
using Dtvm.Runtime;

namespace Dtvm.Engine;

/// <summary>One execution of a module: runs the code on a frame and moves between its versions as they ask for it.</summary>
internal readonly unsafe ref struct EvmInstance(EvmModule module, ExecutionFrame* frame, EngineStatistics statistics)
{
    /// <summary>Runs to the end.</summary>
    /// <returns>An EVMC status code.</returns>
    public int Run()
    {
        if (module.MachineCode is not { } code)
        {
            return Interpreter.Interpreter.Run(frame, module.GetInterpreterCode(), 0);
        }

        frame->JumpTable = code.Jumps.Table;
        var status = code.Jumps.Enter(frame, 0, code.EntryPoint);
        return status < ExitReason.ResumeConservative ? status : Resume(status);
    }

    private int Resume(int status)
    {
        if (status == ExitReason.ResumeConservative)
        {
            statistics.ConservativeResume();
            if (module.GetConservativeCode() is { } code && code.Jumps.EntryAt((int)frame->Pc) is var entry and not 0)
            {
                frame->JumpTable = code.Jumps.Table;
                status = code.Jumps.Enter(frame, frame->Pc, entry);
                if (status < ExitReason.ResumeConservative)
                {
                    return status;
                }
            }
        }

        statistics.InterpretedHalt();
        return Interpreter.Interpreter.Run(frame, module.GetInterpreterCode(), frame->Pc);
    }
}
