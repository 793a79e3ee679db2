// SPDX-License-Identifier: Apache-2.0
//! Asks pkg-config where the library is installed.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-env-changed=PKG_CONFIG_PATH");
    let output = Command::new("pkg-config")
        .args(["--variable=libdir", "dtvmapi"])
        .output()
        .expect("pkg-config is not there");
    assert!(output.status.success(), "pkg-config does not know dtvmapi: set PKG_CONFIG_PATH to the lib/pkgconfig of its prefix");
    let folder = String::from_utf8(output.stdout).expect("a path in UTF-8");
    println!("cargo:rustc-link-search=native={}", folder.trim());
    println!("cargo:rustc-link-lib=dylib=dtvmapi");
    println!("cargo:rustc-link-arg=-Wl,-rpath,{}", folder.trim());
}
