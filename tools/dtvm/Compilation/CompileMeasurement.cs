// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Tool.Compilation;

/// <summary>What one stage of a compilation took.</summary>
/// <param name="Stage">Its name: <c>decode</c>, <c>lift</c>, the label of a pass, or a stage of the backend.</param>
/// <param name="Milliseconds">Time on the clock.</param>
/// <param name="AllocatedBytes">Managed memory that was allocated.</param>
internal readonly record struct StageCost(string Stage, double Milliseconds, long AllocatedBytes);

/// <summary>What the compilations of one contract took.</summary>
/// <param name="Name">Name of the contract.</param>
/// <param name="Bytes">Bytes of EVM code.</param>
internal sealed record CompileMeasurement(string Name, int Bytes)
{
    /// <summary>MIR instructions as lifted.</summary>
    public int Instructions { get; set; }

    /// <summary>Bytes of machine code; 0 without a backend.</summary>
    public long MachineCodeBytes { get; set; }

    /// <summary>The stages of each compilation; the first compiled the code for the first time in the process.</summary>
    public List<StageCost[]> Runs { get; } = [];

    /// <summary>Milliseconds of the first compilation.</summary>
    public double First => Sum(Runs[0]);

    /// <summary>The median of the milliseconds of the other compilations; the first's when there are no others.</summary>
    public double Warm => Median(Sum);

    /// <summary>The medians of each stage over the same compilations.</summary>
    public IEnumerable<StageCost> Stages
    {
        get
        {
            for (var i = 0; i < Runs[0].Length; i++)
            {
                var stage = i;
                yield return new StageCost(
                    Runs[0][i].Stage, Median(run => run[stage].Milliseconds), (long)Median(run => run[stage].AllocatedBytes));
            }
        }
    }

    private static double Sum(StageCost[] stages) => stages.Sum(stage => stage.Milliseconds);

    private double Median(Func<StageCost[], double> of)
    {
        double[] values = [.. Runs.Skip(Runs.Count > 1 ? 1 : 0).Select(of).Order()];
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
