// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Dtvm.Backend.Llvm.Interop;

namespace Dtvm.Backend.Llvm;

/// <summary>Target machines for one processor, lent to one compilation at a time.</summary>
/// <remarks>A target machine is not safe for concurrent use but is expensive beside a small contract, so finished compilations give theirs
/// back.</remarks>
internal sealed unsafe class TargetMachinePool : IDisposable
{
    /// <summary>A level for what does not depend on it.</summary>
    internal const int AnyLevel = 1;

    private readonly ConcurrentBag<LLVMTargetMachineRef>[] _idle = [[], [], [], []]; // by code generation level
    private readonly string _cpu;
    private readonly string _features;
    private readonly LLVMTargetRef _target;

    internal TargetMachinePool(string cpu, string features = "")
    {
        LLVM.InitializeX86TargetInfo();
        LLVM.InitializeX86Target();
        LLVM.InitializeX86TargetMC();
        LLVM.InitializeX86AsmPrinter();
        Triple = LlvmText.Take(LLVM.GetDefaultTargetTriple());
        _cpu = cpu.Length > 0 ? cpu : LlvmText.Take(LLVM.GetHostCPUName());

        // 512-bit registers lower the clock of some processors and gain nothing for 256-bit integers.
        CpuFeatures = cpu.Length > 0 ? features : LlvmText.Take(LLVM.GetHostCPUFeatures());
        _features = (CpuFeatures.Length > 0 ? CpuFeatures + "," : "") + "+prefer-256-bit";
        LLVMTargetRef target;
        sbyte* message = null;
        var triple = Marshal.StringToCoTaskMemUTF8(Triple);
        var failed = LLVM.GetTargetFromTriple((sbyte*)triple, &target, &message);
        Marshal.FreeCoTaskMem(triple);
        if (failed != 0)
        {
            throw new LlvmException($"target {Triple}: {LlvmText.Take(message)}");
        }

        _target = target;
        var machine = Rent(AnyLevel);
        DataLayout = LLVM.CreateTargetDataLayout(machine);
        Return(machine, AnyLevel);
    }

    /// <summary>The target triple of the process.</summary>
    internal string Triple { get; }

    /// <summary>The data layout of all machines; owned by the pool.</summary>
    internal LLVMTargetDataRef DataLayout { get; }

    /// <summary>The processor as LLVM names it.</summary>
    internal string Cpu => _cpu;

    /// <summary>What the processor can do other than its name says; empty when it was named without.</summary>
    internal string CpuFeatures { get; }

    /// <summary>Lends a machine to the calling thread.</summary>
    /// <param name="level">Its code generation level, 0 to 3.</param>
    internal LLVMTargetMachineRef Rent(int level) => _idle[level].TryTake(out var machine) ? machine : Create(level);

    /// <summary>Takes a machine back.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="level">The level it was lent for.</param>
    internal void Return(LLVMTargetMachineRef machine, int level) => _idle[level].Add(machine);

    /// <summary>Makes a machine that the caller owns.</summary>
    /// <param name="level">Its code generation level, 0 to 3.</param>
    internal LLVMTargetMachineRef Create(int level)
    {
        var triple = Marshal.StringToCoTaskMemUTF8(Triple);
        var cpu = Marshal.StringToCoTaskMemUTF8(_cpu);
        var features = Marshal.StringToCoTaskMemUTF8(_features);
        var options = LLVM.CreateTargetMachineOptions();
        LLVM.TargetMachineOptionsSetCPU(options, (sbyte*)cpu);
        LLVM.TargetMachineOptionsSetFeatures(options, (sbyte*)features);
        LLVM.TargetMachineOptionsSetCodeGenOptLevel(options, (LLVMCodeGenOptLevel)level);

        // Position independent: constants and functions of the module are reached relative to the instruction pointer, wherever they land.
        LLVM.TargetMachineOptionsSetRelocMode(options, LLVMRelocMode.LLVMRelocPIC);
        LLVM.TargetMachineOptionsSetCodeModel(options, LLVMCodeModel.LLVMCodeModelSmall);
        var machine = LLVM.CreateTargetMachineWithOptions(_target, (sbyte*)triple, options);
        LLVM.DisposeTargetMachineOptions(options);
        Marshal.FreeCoTaskMem(features);
        Marshal.FreeCoTaskMem(cpu);
        Marshal.FreeCoTaskMem(triple);
        return machine.IsNull ? throw new LlvmException($"no target machine for {Triple}, processor {_cpu}") : machine;
    }

    /// <summary>Frees the machines; none may be lent.</summary>
    public void Dispose()
    {
        foreach (var machines in _idle)
        {
            while (machines.TryTake(out var machine))
            {
                LLVM.DisposeTargetMachine(machine);
            }
        }

        LLVM.DisposeTargetData(DataLayout);
    }
}
