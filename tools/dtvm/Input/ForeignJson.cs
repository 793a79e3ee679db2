// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Host.Json;

namespace Dtvm.Tool.Input;

/// <summary>Says what JSON is that was given as code, and how the code in it is had.</summary>
internal static class ForeignJson
{
    /// <summary>Describes JSON.</summary>
    /// <param name="name">How errors name the text.</param>
    /// <param name="body">The text.</param>
    /// <returns>The complaint; null when it is not JSON.</returns>
    public static string? Find(string name, string body)
    {
        if (body[0] is not ('{' or '[' or '"'))
        {
            return null;
        }

        try
        {
            using var file = JsonFile.Parse(Encoding.UTF8.GetBytes(body), name);
            return Describe(file.Root);
        }
        catch (JsonInputException exception)
        {
            if (OfLines(name, body) is { } lines)
            {
                return lines;
            }

            var isMeantSo = body[1..].TrimStart() is ['"' or '{' or '[', ..] && body[0] != '"';
            return isMeantSo ? $"looks like JSON, and is none: {exception.Place}" : null;
        }
    }

    private static string? OfLines(string name, string body)
    {
        var end = body.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || body[0] != '{')
        {
            return null;
        }

        try
        {
            using var first = JsonFile.Parse(Encoding.UTF8.GetBytes(body[..end].TrimEnd()), name);
            return $"is lines of JSON, the first of them {JsonKinds.NameOf(JsonKinds.Of(first.Root))}, and no code";
        }
        catch (JsonInputException)
        {
            return null;
        }
    }

    private static string Describe(JsonCursor root)
    {
        if (root.IsText)
        {
            return "is a string of JSON: without its quotes it may be code (jq -r . FILE)";
        }

        var kind = JsonKinds.Of(root);
        var what = $"is {JsonKinds.NameOf(kind)}, and no code";
        var use = kind switch
        {
            JsonKind.SolcStandardInput => "solc --standard-json FILE compiles it",
            JsonKind.RpcReply when root["error"].Exists => "the node says an error in it",
            JsonKind.RpcReply => Jq(".result"),
            JsonKind.ContractInterface => "the code is elsewhere: in an artifact, or solc --bin-runtime makes it",
            _ => JsonKinds.UseOf(kind),
        };
        return use.Length == 0 ? what : $"{what}: {use}";
    }

    private static string Jq(string path) => $"jq -r '{path}' FILE | dtvm run -";
}
