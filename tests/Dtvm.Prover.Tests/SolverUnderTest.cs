// SPDX-License-Identifier: Apache-2.0

using Dtvm.Prover.Smt;

namespace Dtvm.Prover.Tests;

/// <summary>The solver that the tests ask.</summary>
internal static class SolverUnderTest
{
    /// <summary>The solver; a test that needs it fails without.</summary>
    public static Solver Require()
    {
        var solver = Solver.TryFind(null, out var error);
        Assert.True(solver is not null, error);
        return solver;
    }

    /// <summary>A prover that gives up after a time.</summary>
    public static RuleProver Prover(int seconds) => new(Require(), TimeSpan.FromSeconds(seconds));
}
