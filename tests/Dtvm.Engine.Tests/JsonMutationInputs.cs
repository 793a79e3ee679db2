// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Engine.Tests;

/// <summary>Small files of every JSON format that is read, with every field that is read, for <see cref="JsonMutationTests"/>.</summary>
internal static class JsonMutationInputs
{
    /// <summary>A transaction of type 1 with a secret key, in two forks.</summary>
    public const string AccessListTest = """
        {"t":{
          "_info":{"comment":"x"},
          "env":{
            "currentCoinbase":"0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba","currentDifficulty":"0x020000","currentGasLimit":"0x02000000",
            "currentNumber":"0x01","currentTimestamp":"1000","currentBaseFee":"0x0a"},
          "pre":{
            "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b":{"balance":"0x0de0b6b3a7640000","nonce":"0x05","code":"0x","storage":{}},
            "0x095e7baea6a6c7c4c2dfeb977efac326af552d87":{
              "balance":"7","nonce":"1","code":"0x600160010160005500","storage":{"0x01":"0x02"}}},
          "transaction":{
            "data":["0x","0x01"],"accessLists":[[{"address":"0x095e7baea6a6c7c4c2dfeb977efac326af552d87","storageKeys":["0x01"]}],null],
            "gasLimit":["0x061a80"],"value":["0x00","1"],"gasPrice":"0x0a","nonce":"0x05","chainId":"0x01",
            "to":"0x095e7baea6a6c7c4c2dfeb977efac326af552d87",
            "secretKey":"0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8"},
          "post":{
            "Berlin":[{
              "indexes":{"data":0,"gas":0,"value":1},"hash":"0x01","logs":"0x02","gasUsed":"0x5208","txbytes":"0x",
              "state":{"0x095e7baea6a6c7c4c2dfeb977efac326af552d87":{"balance":"0x07","nonce":"0x01","code":"0x","storage":{}}}}],
            "London":[{
              "indexes":{"data":1,"gas":0,"value":0},"hash":"0x01","logs":"0x02",
              "expectException":"TransactionException.GASLIMIT_PRICE_PRODUCT_OVERFLOW"}]}}}
        """;

    /// <summary>A transaction of type 3 with a config.</summary>
    public const string BlobTest = """
        {"t":{
          "config":{"chainid":"0x01","blobSchedule":{"Cancun":{"target":"0x03","max":"0x06","baseFeeUpdateFraction":"0x32f0ed"}}},
          "env":{
            "currentCoinbase":"0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba","currentGasLimit":"0x02000000","currentNumber":"0x01",
            "currentTimestamp":"0x03e8","currentBaseFee":"0x0a","currentExcessBlobGas":"0x00","currentRandom":"0x020000"},
          "pre":{"0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b":{"balance":"0x0de0b6b3a7640000","nonce":"0x05"}},
          "transaction":{
            "data":["0x"],"gasLimit":["0x061a80"],"value":["0x00"],"maxFeePerGas":"0x0a","maxPriorityFeePerGas":"0x00",
            "maxFeePerBlobGas":"0x01","blobVersionedHashes":["0x0100000000000000000000000000000000000000000000000000000000000001"],
            "nonce":"0x05","to":"0x095e7baea6a6c7c4c2dfeb977efac326af552d87","sender":"0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b"},
          "post":{"Cancun":[{"indexes":{"data":0,"gas":0,"value":0},"hash":"0x01","logs":"0x02"}]}}}
        """;

    /// <summary>A transaction of type 4.</summary>
    public const string SetCodeTest = """
        {"t":{
          "config":{"chainid":"0x01"},
          "env":{
            "currentCoinbase":"0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba","currentGasLimit":"0x02000000","currentNumber":"0x01",
            "currentTimestamp":"0x03e8","currentBaseFee":"0x0a","currentExcessBlobGas":"0x00","currentRandom":"0x020000"},
          "pre":{"0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b":{"balance":"0x0de0b6b3a7640000","nonce":"0x05"}},
          "transaction":{
            "data":["0x"],"gasLimit":["0x061a80"],"value":["0x00"],"maxFeePerGas":"0x0a","maxPriorityFeePerGas":"0x00",
            "authorizationList":[{
              "chainId":"0x01","address":"0x095e7baea6a6c7c4c2dfeb977efac326af552d87","nonce":"0x05","v":"0x00","r":"0x01","s":"0x01",
              "signer":"0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b"}],
            "nonce":"0x05","to":"0x095e7baea6a6c7c4c2dfeb977efac326af552d87","sender":"0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b"},
          "post":{"Prague":[{"indexes":{"data":0,"gas":0,"value":0},"hash":"0x01","logs":"0x02"}]}}}
        """;

    public const string VmTest = """
        {"t":{
          "env":{
            "currentCoinbase":"0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba","currentDifficulty":"0x0100","currentGasLimit":"0x0f4240",
            "currentNumber":"0x00","currentTimestamp":"0x01"},
          "exec":{
            "address":"0x0f572e5295c57f15886f9b263e2f6d2d6c7b5ec6","caller":"0xcd1722f3947def4cf144679da39c4c32bdc35681",
            "origin":"0xcd1722f3947def4cf144679da39c4c32bdc35681","code":"0x6001600101600055","data":"0x","gas":"0x0186a0","gasPrice":"1",
            "value":"0x00"},
          "pre":{"0x0f572e5295c57f15886f9b263e2f6d2d6c7b5ec6":{"balance":"0x0de0b6b3a7640000","nonce":"0x00","code":"0x","storage":{}}},
          "callcreates":[],"gas":"0x013874","out":"0x",
          "logs":"0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
          "post":{"0x0f572e5295c57f15886f9b263e2f6d2d6c7b5ec6":{"storage":{"0x00":"0x02"}}}}}
        """;

    public const string BenchmarkCase = """
        {"name":"n","description":"d","source":{"repo":"r"},"fork":"Prague",
          "env":{
            "chainId":"0x1","number":"1","timestamp":"0x1","gasLimit":"0x7fffffffffffffff",
            "coinbase":"0x0000000000000000000000000000000000000000","prevRandao":"0x00","baseFee":"0x0","gasPrice":"0"},
          "pre":{
            "0x1111111111111111111111111111111111111111":{"balance":"100","nonce":"0x0"},
            "0xcccccccccccccccccccccccccccccccccccccccc":{"code":"0x600560015560ab600053600760016000a100","storage":{"0x2":"0x9"}}},
          "runs":[{
            "label":"main","sender":"0x1111111111111111111111111111111111111111","to":"0xcccccccccccccccccccccccccccccccccccccccc",
            "value":"0x0","data":"0xd0","gas":"0x186a0",
            "expected":{
              "status":"success","gasUsed":"0x571b","gasRefund":"0x0","txGasUsed":"0xa963","outputSize":0,"output":"0x",
              "outputKeccak256":"0x1","logsCount":1,"logsHash":"0x1",
              "logs":[{"address":"0xcccccccccccccccccccccccccccccccccccccccc","topics":["0x7"],"data":"0xab"}],
              "storage":{"0xcccccccccccccccccccccccccccccccccccccccc":{"0x1":"0x5"}}}}]}
        """;

    public const string State = """
        {"0x000000000000000000000000000000000000c0de":{"balance":"0x7","nonce":1,"code":"0x00","storage":{"0x2":"0x9","a":"1"}},
         "00000000000000000000000000000000000000aa":{"balance":"1000000000000000000"}}
        """;

    public const string Reproducer = """
        {"seed":1,"index":18446744073709551615,"difference":"Output","revision":"Osaka","level":2,"code":"0x600160025500",
         "callee_code":"0x","calldata":"0x01","gas":100000,"value":"3","static":false,
         "culprit":{"kind":"pass"},"reference":{"status":"success"},"subject":{}}
        """;
}
