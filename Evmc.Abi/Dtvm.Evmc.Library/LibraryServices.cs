// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Dtvm.Evmc.Library.Logging;
using Dtvm.Evmc.Library.Options;
using Dtvm.Mir.Backend;
using Dtvm.Profiling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dtvm.Evmc.Library;

/// <summary>What the library is composed of. A VM is a scope: disposing it frees the VM's engine with all modules and arenas.</summary>
/// <remarks>The code generator, and what tells perf and GDB of code, are shared by all VMs and live as long as the process: LLVM cannot be
/// unloaded.</remarks>
internal static class LibraryServices
{
    private static readonly Lazy<ServiceProvider> Provider = new(Build);

    /// <summary>Begins a VM.</summary>
    public static IServiceScope CreateScope() => Provider.Value.CreateScope();

    /// <summary>Takes what C gives, the same for each VM.</summary>
    /// <param name="parts">It.</param>
    public static unsafe void Use(in NativeParts parts)
    {
        var outputs = Provider.Value.GetRequiredService<CodeOutputs>();
        outputs.UseGdb(new GdbJit(parts.GdbDescriptor, parts.GdbRegister));
        var writesCode = (int*)parts.WritesCode;
        outputs.WriterBegins = () => *writesCode = 1;
        Provider.Value.GetRequiredService<BaselineCompiler>().HasAvx512 = parts.HasAvx512 != 0;
    }

    /// <summary>Waits until what is to be written of loaded code is written.</summary>
    public static void FinishWriting() => Provider.Value.GetRequiredService<CodeOutputs>().Flush();

    // Factories instead of types: nothing is looked up by reflection.
    private static ServiceProvider Build() => new ServiceCollection()
        .AddSingleton<IMirBackend>(_ => new LazyBackend())
        .AddSingleton(_ => CodeMemoryBudget.OfThisSystem())
        .AddSingleton(_ => new CodeOutputs())
        .AddSingleton(_ => new BaselineCompiler())
        .AddSingleton(services => new HelperCode(
            services.GetRequiredService<BaselineCompiler>().Backend,
            services.GetRequiredService<CodeMemoryBudget>(),
            services.GetRequiredService<CodeOutputs>()))
        .AddScoped(_ => new StandardErrorLog())
        .AddScoped<ILogger<EvmRuntime>>(services => new EngineLogger(services.GetRequiredService<StandardErrorLog>()))
        .AddScoped(_ => new RuntimeConfig())
        .AddScoped(services => new VmSettings(
            services.GetRequiredService<RuntimeConfig>(), services.GetRequiredService<StandardErrorLog>(),
            services.GetRequiredService<CodeOutputs>()))
        .AddScoped(services => new EvmRuntime(
            services.GetRequiredService<RuntimeConfig>(),
            services.GetRequiredService<IMirBackend>(),
            services.GetRequiredService<ILogger<EvmRuntime>>(),
            new CompilationOptions
            {
                Begins = new CodeDump(services.GetRequiredService<VmSettings>()).Write,
                Listener = services.GetRequiredService<CodeOutputs>(),
            },
            codeMemory: services.GetRequiredService<CodeMemoryBudget>(),
            helpers: services.GetRequiredService<HelperCode>(),
            baseline: services.GetRequiredService<BaselineCompiler>().Backend,
            releaseOutput: services.GetRequiredService<VmSettings>().ReleaseOutput))
        .BuildServiceProvider();
}
