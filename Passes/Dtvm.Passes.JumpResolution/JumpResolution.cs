// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>Resolves dynamic jumps to constants.</summary>
/// <remarks>
/// <code>
/// v0 = const i256 0x12                        v0 = const i256 0x12
/// jump.dynamic v0, height=1           =>      jump.region @pc_0x12, height=1
///
/// jump.dynamic v1, height=0           =>      trap bad_jump_destination           ; v1 is no JUMPDEST
///
/// v3 = select i256 v2, v0, v1         =>      brif v2, block4, block5             ; each with the jump to its constant
/// jump.dynamic v3, height=0
/// </code>
/// A valid JUMPDEST that no function is entered at stays dynamic: the jump table knows where to go on.
/// </remarks>
public sealed class JumpResolution : IMirPass
{
    /// <inheritdoc/>
    public PassInfo Info { get; } = new("jump-resolution", "dynamic jumps to constants become tail calls, traps or branches")
    {
        Requirements =
        [
            new(PassRule.FollowedBy, "simplify-cfg", "it makes branches to blocks of one instruction"),
            new(PassRule.PrecededBy, "sccp", "targets are constants only after propagation"),
            new(PassRule.NotBehind, "gas-metering", "a charge holds for the block it stands in"),
        ],
    };

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        var changed = false;

        // Blocks made on the way hold jumps to constants that are resolved where they are made.
        var count = function.Blocks.Count;
        for (var i = 0; i < count; i++)
        {
            var jump = function.Blocks[i].Instructions[^1];
            if (jump.Op != MirOp.JumpDynamic)
            {
                continue;
            }

            changed |= function.DefinitionOf(jump.Operands[0]) switch
            {
                { Op: MirOp.Const } target => Resolve(jump, target.Constant, context.Module),
                { Op: MirOp.Select } select => Split(function, jump, select, context.Module),
                _ => false,
            };
        }

        return changed;
    }

    /// <summary>Makes a jump to a constant what it comes to.</summary>
    /// <returns>False when it stays dynamic.</returns>
    private static bool Resolve(MirInst jump, in U256 target, MirModule module)
    {
        if (!target.FitsUlong || target.Low64 >= (ulong)module.CodeSize || !module.JumpDestinations[target.Low64])
        {
            jump.Op = MirOp.Trap;
            jump.Operands = [];
            jump.Immediate = EvmcStatus.BadJumpDestination;
            return true;
        }

        if (module.FindByEntry((int)target.Low64) is not { } function)
        {
            return false;
        }

        jump.Op = MirOp.JumpRegion;
        jump.Operands = [];
        jump.Immediate = function.Index;
        return true;
    }

    private static bool Split(MirFunction function, MirInst jump, MirInst select, MirModule module)
    {
        // Arms that are no constants would stay dynamic, and twice.
        if (function.DefinitionOf(select.Operands[1]) is not { Op: MirOp.Const } first
            || function.DefinitionOf(select.Operands[2]) is not { Op: MirOp.Const } second)
        {
            return false;
        }

        var then = AddJump(function, jump, first, module);
        var otherwise = AddJump(function, jump, second, module);
        jump.Op = MirOp.BrIf;
        jump.Operands = [select.Operands[0]];
        jump.SetTargets(then, otherwise);
        return true;
    }

    private static BlockTarget AddJump(MirFunction function, MirInst jump, MirInst target, MirModule module)
    {
        var block = function.AddBlock(jump.Pc);
        var copy = new MirInst(function, MirOp.JumpDynamic, MirType.Void, target.Result) { Immediate2 = jump.Immediate2, Pc = jump.Pc };
        Resolve(copy, target.Constant, module);
        block.Instructions.Add(copy);
        return new BlockTarget(block, []);
    }
}
