// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;

namespace Dtvm.Backend.Llvm.Tests;

/// <summary>Short ways to write MIR in tests.</summary>
internal static class ModuleFactory
{
    internal static MirModule New(StackCheckExit exit = StackCheckExit.Conservative) =>
        new(JitHarness.CodeSize, new bool[JitHarness.CodeSize]) { StackCheckExit = exit };

    /// <summary>Adds a function with an entry block.</summary>
    internal static MirBuilder Function(this MirModule module, int pc)
    {
        var function = module.AddFunction(pc);
        return new MirBuilder(function) { Block = function.AddBlock(pc), Pc = pc };
    }

    internal static Value Load(this MirBuilder builder, int slot) => builder.EmitImmediate(MirOp.StackLoad, MirType.I256, slot);

    internal static void Store(this MirBuilder builder, int slot, Value value) =>
        builder.EmitImmediate(MirOp.StackStore, MirType.Void, slot, value);

    internal static void Stop(this MirBuilder builder) => builder.Emit(MirOp.Stop, MirType.Void);

    internal static void Trap(this MirBuilder builder, int status) => builder.EmitImmediate(MirOp.Trap, MirType.Void, status);

    internal static void Charge(this MirBuilder builder, long cost) => builder.EmitImmediate(MirOp.GasCharge, MirType.Void, cost);

    internal static Value Touch(this MirBuilder builder, Value offset, long size) =>
        builder.EmitImmediate(MirOp.MemTouch, MirType.I64, size, offset);

    internal static void StackCheck(this MirBuilder builder, long need, long growth) =>
        builder.EmitImmediates(MirOp.StackCheck, MirType.Void, need, growth);

    internal static Value Zext(this MirBuilder builder, Value value) => builder.Emit(MirOp.Zext, MirType.I256, value);
}
