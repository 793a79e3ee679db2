// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host.Json;

/// <summary>A JSON input cannot be read: one line that says which, where in it, what was expected there, and what was found.</summary>
/// <param name="file">Name of the input.</param>
/// <param name="path">The place in it, as in <c>$.env.currentNumber</c>.</param>
/// <param name="problem">What is wrong there.</param>
public sealed class JsonInputException(string file, string path, string problem) : Exception($"{file}: {path}: {problem}")
{
    /// <summary>Name of the input.</summary>
    public string File { get; } = file;

    /// <summary>The place in it (RFC 9535): <c>$</c> for the whole.</summary>
    public string Path { get; } = path;

    /// <summary>The message without the name of the input: <c>$.path: problem</c>.</summary>
    public string Place { get; } = $"{path}: {problem}";
}
