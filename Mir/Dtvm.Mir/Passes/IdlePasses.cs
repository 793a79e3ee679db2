// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Dtvm.Mir.Passes;

/// <summary>Knows which passes found nothing to do in a function that nobody has changed since. Passes are functions of what they are
/// given, so they would find nothing again.</summary>
internal sealed class IdlePasses
{
    private readonly int[] _passOf;     // by step: the first step with the same pass
    private readonly int[] _idleAt;     // by that: the version of the function in which it found nothing
    private int _version;

    public IdlePasses(ImmutableArray<PassStep> steps)
    {
        _passOf = new int[steps.Length];
        _idleAt = new int[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            while (!ReferenceEquals(steps[_passOf[i]].Pass, steps[i].Pass))
            {
                _passOf[i]++;
            }
        }
    }

    /// <summary>Goes over to another function.</summary>
    public void Begin()
    {
        _version = 0;
        Array.Fill(_idleAt, -1);
    }

    /// <summary>Whether a step has nothing to do.</summary>
    public bool WouldDoNothing(int step) => _idleAt[_passOf[step]] == _version;

    /// <summary>Records a run.</summary>
    public void Ran(int step, bool changed)
    {
        if (changed)
        {
            _version++;
        }
        else
        {
            _idleAt[_passOf[step]] = _version;
        }
    }
}
