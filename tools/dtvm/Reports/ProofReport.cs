// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Mir;
using Dtvm.Prover;
using Dtvm.Prover.Smt;

namespace Dtvm.Tool.Reports;

/// <summary>What became of proofs, as text and JSON.</summary>
internal static class ProofReport
{
    /// <summary>Writes a proof as text: a line, and its counterexample behind it.</summary>
    public static void WriteText(TextWriter output, Proof proof)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{proof.Rule.Name,-20} {Describe(proof),-22} {proof.Time.TotalSeconds,7:F2} s  {proof.Rule.Text}"));
        if (proof.Detail is { } detail)
        {
            output.WriteLine($"    {detail}");
        }

        if (proof.Counterexample is { } counterexample)
        {
            output.WriteLine($"    wrong for words of {counterexample.Word} bits:");
            foreach (var (name, value) in counterexample.Values)
            {
                var variable = proof.Rule.Variables.FirstOrDefault(known => known.Name == name);
                var type = variable.Name is null ? "" : ": " + NameOf(counterexample.Types[variable.TypeClass]);
                output.WriteLine($"      {name}{type} = {value}");
            }
        }
    }

    /// <summary>Writes proofs as JSON.</summary>
    public static void WriteJson(TextWriter output, Solver solver, IReadOnlyList<Proof> proofs) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("solver", solver.Version);
        writer.WriteStartArray("rules");
        foreach (var proof in proofs)
        {
            writer.WriteStartObject();
            writer.WriteString("name", proof.Rule.Name);
            writer.WriteString("rule", proof.Rule.Text);
            writer.WriteString("outcome", NameOf(proof.Outcome));
            writer.WriteStartArray("widths");
            foreach (var width in proof.Widths)
            {
                writer.WriteNumberValue(width);
            }

            writer.WriteEndArray();
            writer.WriteNumber("cases", proof.Cases);
            writer.WriteNumber("tests", proof.Tests);
            writer.WriteNumber("seconds", Math.Round(proof.Time.TotalSeconds, 3));
            if (proof.Detail is { } detail)
            {
                writer.WriteString("detail", detail);
            }

            if (proof.Counterexample is { } counterexample)
            {
                writer.WriteStartObject("counterexample");
                writer.WriteNumber("word_bits", counterexample.Word);
                foreach (var (name, value) in counterexample.Values)
                {
                    writer.WriteString(name, value.ToString());
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string Describe(Proof proof) => proof.Outcome switch
    {
        ProofOutcome.Proved => $"proved at {string.Join(", ", proof.Widths)}",
        ProofOutcome.ProvedNarrow => $"proved at {string.Join(", ", proof.Widths)}",
        _ => NameOf(proof.Outcome).Replace('_', ' '),
    };

    private static string NameOf(ProofOutcome outcome) => outcome switch
    {
        ProofOutcome.Proved => "proved",
        ProofOutcome.ProvedNarrow => "proved_narrow",
        ProofOutcome.Refuted => "refuted",
        ProofOutcome.IllTyped => "ill_typed",
        _ => "undecided",
    };

    private static string NameOf(MirType type) => type.ToString().ToLowerInvariant();
}
