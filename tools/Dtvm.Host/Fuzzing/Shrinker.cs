// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Dtvm.Numerics;

namespace Dtvm.Host.Fuzzing;

/// <summary>Makes a program that two VMs run differently small, while the same kind of difference persists.</summary>
/// <param name="runner">Compares.</param>
/// <param name="budget">Time after which the smallest program so far is taken.</param>
/// <param name="cancellation">When it is cancelled the smallest program so far is taken.</param>
public sealed class Shrinker(DifferentialRunner runner, TimeSpan budget, CancellationToken cancellation = default)
{
    private const int TriesBetweenResets = 200;

    private readonly Stopwatch _time = Stopwatch.StartNew();
    private FuzzDifference _best = null!;
    private int _tries;

    /// <summary>Number of candidates that were run.</summary>
    public int Tries => _tries;

    /// <summary>Shrinks a difference.</summary>
    /// <param name="difference">The difference.</param>
    /// <returns>A difference of the same kind whose program is no larger, with host calls as text.</returns>
    public FuzzDifference Shrink(FuzzDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        _best = difference;
        var changed = true;
        while (changed && !Expired)
        {
            changed = SimplifySurroundings();
            changed |= new CodeReducer(TryCode).TryReduce(_best.Program.Code, out _);
        }

        return runner.Compare(_best.Program, _best.Input, out _, keepsText: true) ?? _best;
    }

    private bool Expired => cancellation.IsCancellationRequested || _time.Elapsed > budget;

    private bool Try(FuzzProgram program, FuzzInput input)
    {
        if (Expired)
        {
            return false;
        }

        if (++_tries % TriesBetweenResets == 0)
        {
            runner.Reset();
        }

        var found = runner.Compare(program, input, out _);
        if (found is null || found.Kind != _best.Kind)
        {
            return false;
        }

        _best = found;
        return true;
    }

    private bool TryCode(byte[] code) => Try(_best.Program with { Code = code }, _best.Input);

    private bool SimplifySurroundings()
    {
        var changed = false;
        if (_best.Program.CalleeCode.Length > 0)
        {
            changed |= Try(_best.Program with { CalleeCode = [] }, _best.Input);
        }

        if (_best.Input.CallData.Length > 0)
        {
            changed |= Try(_best.Program, _best.Input with { CallData = [] });
        }

        if (!_best.Input.Value.IsZero)
        {
            changed |= Try(_best.Program, _best.Input with { Value = U256.Zero });
        }

        if (_best.Input.IsStatic)
        {
            changed |= Try(_best.Program, _best.Input with { IsStatic = false });
        }

        if (_best.Input.Gas != 1_000_000)
        {
            changed |= Try(_best.Program, _best.Input with { Gas = 1_000_000 });
        }

        return changed;
    }
}
