// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Passes;
using Dtvm.Numerics;

namespace Samples;

/// <summary>What if a copy from behind the end of the code, which is how compilers clear memory, were stores of zeros. This one keeps the
/// meaning.</summary>
/// <remarks>
/// <code>
/// rt.codecopy v0, v1, v2      =>      gas.charge 3
///                                     v4 = const i64 0x0
///                                     v5 = add i64 v0, v4
///                                     mem.store v5, v3
/// ; v1 = 0x100, code_size=256, v2 = 32, v3 = 0
/// </code>
/// It stands behind gas-metering, since it charges for the words (Yellow Paper, G_copy).
/// </remarks>
public sealed class ZeroCopies : Assumption
{
    private const int Word = 32, GasPerWord = 3, MaxSize = 512;

    /// <inheritdoc/>
    public override PassInfo Info { get; } = new("what-if-zeros", "copies from behind the code become stores of zeros");

    /// <inheritdoc/>
    protected override bool Visit(MirInst inst, MirModule module, MirRewriter output, out bool isReplaced)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(output);
        var function = inst.Function;
        isReplaced = inst is { Op: MirOp.RuntimeCall, Call: RuntimeCall.CodeCopy }
            && function.IsConstant(inst.Operands[1], out var source) && source >= new U256((ulong)module.CodeSize)
            && function.IsConstant(inst.Operands[2], out var size) && size <= new U256(MaxSize) && size.Low64 % Word == 0;
        if (!isReplaced)
        {
            return false;
        }

        _ = function.IsConstant(inst.Operands[2], out var bytes);
        var words = bytes.Low64 / Word;
        output.Add(new MirInst(function, MirOp.GasCharge, MirType.Void) { Pc = inst.Pc, Immediate = (long)(words * GasPerWord) });
        var zero = PutConstant(inst, output, MirType.I256, 0);
        for (var i = 0UL; i < words; i++)
        {
            var offset = PutConstant(inst, output, MirType.I64, i * Word);
            var address = Put(inst, output, MirOp.Add, MirType.I64, inst.Operands[0], offset);
            output.Add(new MirInst(function, MirOp.MemStore, MirType.Void, address, zero) { Pc = inst.Pc });
        }

        return true;
    }
}
