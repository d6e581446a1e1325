//! Gives the Windows program its icon, its version resource in Japanese and its manifest; does nothing for other targets.

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=templates/program");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "windows") {
        resource()?;
    }
    Ok(())
}

fn resource() -> std::io::Result<()> {
    const JAPANESE: u16 = 0x0411;
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_language(JAPANESE)
        .set("ProductName", "itaku（委託）")
        .set("FileDescription", "itaku 委託先・クラウド・SNSの確認と特記事項")
        .set("OriginalFilename", "itaku.exe")
        .set("InternalName", "itaku")
        .set("LegalCopyright", "MIT License")
        .set("Comments", "ネットワーク、レジストリ、マクロを使わず、1つのファイルだけで動きます")
        .set_icon("templates/program/itaku.ico")
        .set_manifest_file("templates/program/itaku.manifest");
    resource.compile_for("itaku")
}
