// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Dtvm.Mir.Backend;

namespace Dtvm.Tool.Profiles;

/// <summary>Hears of machine code and says which instruction an address in it comes from.</summary>
internal sealed class SampledCode : ICodeListener
{
    private readonly List<Entry> _entries = [];

    private sealed record Entry(LoadedCode Code, int[] Pcs, int[] Regions)
    {
        public ContractCounts? Contract { get; set; }
    }

    /// <inheritdoc/>
    public bool IsListening => true;

    /// <inheritdoc/>
    /// <remarks>What is sampled is the code that runs otherwise.</remarks>
    public bool WantsFramePointers => false;

    /// <inheritdoc/>
    public void Loaded(LoadedCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var pcs = new int[code.Artifact.CodeBytes];
        var regions = new int[code.Artifact.CodeBytes];
        Array.Fill(regions, -1);
        Array.Fill(pcs, -1);
        foreach (var mark in code.Artifact.PcMap)
        {
            Array.Fill(pcs, mark.Pc, mark.Offset, pcs.Length - mark.Offset);
        }

        foreach (var symbol in code.Artifact.Symbols)
        {
            if (symbol.Kind == CodeSymbolKind.Region)
            {
                Array.Fill(regions, code.Module!.Functions[symbol.Index].EntryPc, symbol.Offset, symbol.Size);
            }
        }

        _entries.Add(new Entry(code, pcs, regions));
    }

    /// <inheritdoc/>
    public void Unloading(nint code)
    {
    }

    /// <summary>Joins the code with the contracts that were counted, and tells them their regions.</summary>
    /// <param name="contracts">The contracts.</param>
    public void Join(List<ContractCounts> contracts)
    {
        foreach (var entry in _entries)
        {
            if (entry.Code.Unit is not { } unit)
            {
                continue;
            }

            entry.Contract = contracts.Find(contract => unit.Code.Span.SequenceEqual(contract.Code));
            if (entry.Contract is not null && unit.Mode == Frontend.RegionMode.Optimistic)
            {
                TellRegions(entry.Contract, entry.Code.Module!);
            }
        }
    }

    /// <summary>Counts a sample.</summary>
    /// <param name="address">The instruction pointer.</param>
    /// <param name="stack">The top of the native stack.</param>
    /// <returns>False when neither it nor any caller is an instruction of a contract.</returns>
    public bool Count(nint address, ReadOnlySpan<nint> stack)
    {
        if (Find(address) is var (contract, pc))
        {
            contract.Samples[pc]++;
            return true;
        }

        foreach (var word in stack)
        {
            // A return address is behind the call.
            if (Find(word - 1) is var (caller, callerPc))
            {
                caller.CalledSamples[callerPc]++;
                return true;
            }
        }

        return false;
    }

    private static void TellRegions(ContractCounts contract, Mir.MirModule module)
    {
        foreach (var function in module.Functions)
        {
            foreach (var block in function.Blocks)
            {
                Tell(block.Pc);
                foreach (var instruction in block.Instructions)
                {
                    Tell(instruction.Pc);
                }
            }

            void Tell(int pc)
            {
                if (pc >= 0 && pc < contract.Blocks.Length && contract.Blocks[pc] >= 0)
                {
                    contract.Regions[contract.Blocks[pc]] = function.EntryPc;
                }
            }
        }
    }

    private (ContractCounts Contract, int Pc)? Find(nint address)
    {
        foreach (var entry in _entries)
        {
            var offset = address - entry.Code.Base;
            if (entry.Contract is not null && offset >= 0 && offset < entry.Pcs.Length && entry.Regions[offset] >= 0)
            {
                var pc = entry.Pcs[offset];
                return (entry.Contract, pc >= 0 && pc <= entry.Contract.Code.Length ? pc : entry.Regions[offset]);
            }
        }

        return null;
    }
}
