// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;

namespace Dtvm.Engine.Tests;

/// <summary>The loader of EVMC libraries: names, configuration, and a small VM in C that is compiled here when there is a C
/// compiler.</summary>
public class HostExternalVmTests
{
    /// <summary>A VM whose output is the recipient's balance, got from the host; it takes 7 gas, or what the option <c>cost</c>
    /// says.</summary>
    private const string Source = """
        #include <stdint.h>
        #include <stdlib.h>
        #include <string.h>
        typedef struct { uint8_t bytes[32]; } bytes32;
        typedef struct { uint8_t bytes[20]; } address;
        typedef struct { int kind; uint32_t flags; int32_t depth; int64_t gas; address recipient; } message;
        struct result {
            int status; int64_t gas_left, gas_refund; const uint8_t* output; size_t output_size;
            void (*release)(const struct result*); uint8_t rest[24];
        };
        typedef struct { void* account_exists; void* get_storage; void* set_storage; bytes32 (*get_balance)(void*, const address*); } host;
        typedef struct vm {
            int abi; const char* name; const char* version;
            void (*destroy)(struct vm*);
            struct result (*execute)(struct vm*, const host*, void*, int, const message*, const uint8_t*, size_t);
            uint32_t (*capabilities)(struct vm*);
            int (*set_option)(struct vm*, const char*, const char*);
            int64_t cost;
        } vm;
        static void destroy(vm* self) { free(self); }
        static void release(const struct result* r) { free((void*)r->output); }
        static struct result execute(vm* self, const host* h, void* c, int rev, const message* m, const uint8_t* code, size_t n) {
            struct result r; memset(&r, 0, sizeof r);
            bytes32 balance = h->get_balance(c, &m->recipient);
            uint8_t* output = malloc(32); memcpy(output, &balance, 32);
            r.gas_left = m->gas - self->cost; r.output = output; r.output_size = 32; r.release = release;
            return r;
        }
        static uint32_t capabilities(vm* self) { return 1; }
        static int set_option(vm* self, const char* name, const char* value) {
            if (strcmp(name, "cost") != 0) return 1;
            if (*value < '0' || *value > '9') return 2;
            self->cost = atoi(value);
            return 0;
        }
        vm* CREATE(void) {
            vm* self = malloc(sizeof(vm));
            vm made = { ABI, "tiny", "1.0", destroy, execute, capabilities, set_option, 7 };
            *self = made;
            return self;
        }
        """;

    [Theory]
    [InlineData("libdtvmapi.so", "evmc_create_dtvmapi")]
    [InlineData("/usr/lib/libevmone.so.0.15", "evmc_create_evmone")]
    [InlineData("./my-vm.so", "evmc_create_my_vm")]
    [InlineData("liblibrary-a-b", "evmc_create_library_a_b")]
    public void TheSymbolFollowsFromTheFileName(string path, string symbol) =>
        Assert.Equal(symbol, EvmcLoadOptions.CreateSymbol(path));

    [Fact]
    public void AConfigurationIsAPathWithOptionsInOrder()
    {
        var options = EvmcLoadOptions.Parse("a/vm.so,mode=multipass,trace,x=y=z");
        Assert.Equal("a/vm.so", options.Path);
        Assert.Equal([new("mode", "multipass"), new("trace", ""), new("x", "y=z")], options.Options);
        Assert.Throws<FormatException>(() => EvmcLoadOptions.Parse(",x"));
        Assert.Throws<FormatException>(() => EvmcLoadOptions.Parse(new string('a', 4096)));
        Assert.Equal(4095, EvmcLoadOptions.Parse(new string('a', 4095)).Path.Length);
    }

    [Fact]
    public void AnAbsentLibraryIsNamed() =>
        Assert.Equal(
            "no/vm.so: no such file", Assert.Throws<EvmcLoadException>(() => ExternalVm.Load(EvmcLoadOptions.Parse("no/vm.so"))).Message);

    [Fact]
    public unsafe void ALibraryRunsWithItsOptions()
    {
        var path = Compile("libtiny-vm.so", "evmc_create_tiny_vm", EvmcAbi.Version);
        Assert.Equal(93, GasLeft(path, out var name));
        Assert.Equal("tiny", name);
        Assert.Equal(60, GasLeft(path + ",cost=50,cost=40", out _));

        static long GasLeft(string configuration, out string name)
        {
            using var vm = ExternalVm.Load(EvmcLoadOptions.Parse(configuration));
            name = vm.Name;
            var state = new WorldState();
            state.AddAccount(HostFixture.Sender, 0, 0, ContractCode.Empty);
            state.AddAccount(HostFixture.Contract, 1234, 1, ContractCode.Create([0]));
            var request = new CallRequest(HostFixture.Sender, HostFixture.Contract, 0, default, 100);
            using var runner = new MessageRunner(vm, state, EvmcRevision.Osaka, new BlockEnvironment(), 0, request);
            var outcome = runner.Run();
            vm.Reset();
            Assert.Equal(outcome.GasLeft, runner.Run().GasLeft);
            Assert.Equal(HostFixture.Word(1234), new Bytes32(outcome.Output.Span));
            return outcome.GasLeft;
        }
    }

    [Fact]
    public void ALibraryMayExportTheGeneralSymbol()
    {
        using var vm = ExternalVm.Load(EvmcLoadOptions.Parse(Compile("other.so", "evmc_create", EvmcAbi.Version)));
        Assert.Equal("1.0", vm.Version);
    }

    [Theory]
    [InlineData(",colour=red", "option 'colour' is unknown")]
    [InlineData(",cost=5,cost", "option 'cost' does not take the value ''")]
    public void ARefusedOptionIsNamed(string options, string expected)
    {
        var path = Compile("libtiny-vm.so", "evmc_create_tiny_vm", EvmcAbi.Version);
        Assert.Equal(
            $"{path}: {expected}", Assert.Throws<EvmcLoadException>(() => ExternalVm.Load(EvmcLoadOptions.Parse(path + options))).Message);
    }

    [Fact]
    public void AnotherABIVersionIsRefused()
    {
        var path = Compile("libnewer.so", "evmc_create_newer", 18);
        Assert.Equal(
            $"{path}: EVMC ABI version 18, 12 is needed",
            Assert.Throws<EvmcLoadException>(() => ExternalVm.Load(EvmcLoadOptions.Parse(path))).Message);
    }

    /// <summary>Compiles the VM. The library stays loaded, so that its file stays too.</summary>
    private static string Compile(string file, string symbol, int abi)
    {
        var folder = Directory.CreateTempSubdirectory("dtvm-evmc-").FullName;
        var source = Path.Combine(folder, "vm.c");
        var library = Path.Combine(folder, file);
        File.WriteAllText(source, Source);
        var start = new ProcessStartInfo("cc", ["-shared", "-fPIC", $"-DCREATE={symbol}", $"-DABI={abi}", "-o", library, source])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return library;
    }
}
