// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host.Json;

/// <summary>The kinds of JSON files that people hand to the tools.</summary>
public enum JsonKind
{
    /// <summary>None that is known.</summary>
    Unknown,

    /// <summary>State tests or VM tests of Ethereum.</summary>
    StateTest,

    /// <summary>Blockchain tests of Ethereum, which are not read.</summary>
    BlockchainTest,

    /// <summary>A benchmark case.</summary>
    BenchmarkCase,

    /// <summary>A state: accounts by address.</summary>
    State,

    /// <summary>A genesis file of a client, with a state in it.</summary>
    Genesis,

    /// <summary>A reproducer of the fuzzer.</summary>
    Reproducer,

    /// <summary>The description of a dump.</summary>
    DumpDescription,

    /// <summary>A report of the command line.</summary>
    Report,

    /// <summary>A line of a trace.</summary>
    Trace,

    /// <summary>The reply of a node.</summary>
    RpcReply,

    /// <summary>What <c>solc --combined-json</c> writes.</summary>
    SolcCombined,

    /// <summary>What Hardhat and Foundry keep of a run of the compiler: its input and its output.</summary>
    BuildInfo,

    /// <summary>What <c>solc --standard-json</c> writes.</summary>
    SolcStandardOutput,

    /// <summary>What <c>solc --standard-json</c> reads.</summary>
    SolcStandardInput,

    /// <summary>A contract compiled by Foundry.</summary>
    FoundryArtifact,

    /// <summary>A contract compiled by Hardhat or Truffle.</summary>
    HardhatArtifact,

    /// <summary>The interface of a contract.</summary>
    ContractInterface,
}
