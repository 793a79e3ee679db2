using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Dtvm.Backend.Llvm.Interop;

namespace Dtvm.Backend.Llvm;

/// <summary>Target machines for one processor, lent to one compilation at a time.</summary>
/// <remarks>A target machine is not safe for concurrent use but is expensive beside a small contract, so finished compilations give theirs
/// back.</remarks>
internal sealed unsafe class TargetMachinePool : IDisposable
{
    private readonly ConcurrentBag<LLVMTargetMachineRef> _idle = [];
    private readonly LLVMCodeGenOptLevel _level;
    private readonly string _cpu;
    private readonly string _features;
    private readonly LLVMTargetRef _target;

    internal TargetMachinePool(LLVMCodeGenOptLevel level, string cpu, string features = "")
    {
        _level = level;
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
        var machine = Rent();
        DataLayout = LLVM.CreateTargetDataLayout(machine);
        Return(machine);
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
    internal LLVMTargetMachineRef Rent() => _idle.TryTake(out var machine) ? machine : Create();

    /// <summary>Takes a machine back.</summary>
    internal void Return(LLVMTargetMachineRef machine) => _idle.Add(machine);

    /// <summary>Makes a machine that the caller owns.</summary>
    internal LLVMTargetMachineRef Create()
    {
        var triple = Marshal.StringToCoTaskMemUTF8(Triple);
        var cpu = Marshal.StringToCoTaskMemUTF8(_cpu);
        var features = Marshal.StringToCoTaskMemUTF8(_features);
        var options = LLVM.CreateTargetMachineOptions();
        LLVM.TargetMachineOptionsSetCPU(options, (sbyte*)cpu);
        LLVM.TargetMachineOptionsSetFeatures(options, (sbyte*)features);
        LLVM.TargetMachineOptionsSetCodeGenOptLevel(options, _level);

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
        while (_idle.TryTake(out var machine))
        {
            LLVM.DisposeTargetMachine(machine);
        }

        LLVM.DisposeTargetData(DataLayout);
    }
}
