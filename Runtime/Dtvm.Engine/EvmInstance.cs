// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Runtime;

namespace Dtvm.Engine;

/// <summary>One execution of a version: runs the code on a frame and moves between its machine codes as they ask for it.</summary>
internal readonly unsafe ref struct EvmInstance(ModuleVersion version, ExecutionFrame* frame, EngineStatistics statistics)
{
    /// <summary>Runs to the end.</summary>
    /// <returns>An EVMC status code.</returns>
    public int Run()
    {
        if (version.MachineCode is not { } code)
        {
            return Interpreter.Interpreter.Run(frame, version.Module.GetInterpreterCode(), 0);
        }

        frame->JumpTable = code.Jumps.Table;
        var status = code.Jumps.Enter(frame, 0, code.Jumps.EntryPoint);
        return status < ExitReason.ResumeConservative ? status : Resume(status);
    }

    private int Resume(int status)
    {
        if (status == ExitReason.ResumeConservative)
        {
            statistics.Add(StatisticsTable.ConservativeResumes.First);
            if (version.GetConservativeCode() is { } code && code.Jumps.EntryAt((int)frame->Pc) is var entry and not 0)
            {
                frame->JumpTable = code.Jumps.Table;
                status = code.Jumps.Enter(frame, frame->Pc, entry);
                if (status < ExitReason.ResumeConservative)
                {
                    return status;
                }
            }
        }

        statistics.Add(StatisticsTable.InterpretedHalts.First);
        return Interpreter.Interpreter.Run(frame, version.Module.GetInterpreterCode(), frame->Pc);
    }
}
