# SbD Tool on Windows: .\run.ps1 opens it, .\run.ps1 test checks it, .\run.ps1 ARGS passes ARGS on.
$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot

$digest = (Get-FileHash requirements.lock -Algorithm SHA256).Hash.Substring(0, 16).ToLower()
$mark = ".venv\.ready-$digest"
$python = ".venv\Scripts\python.exe"
if (-not (Test-Path $mark)) {
    Write-Host "Setting up .venv (once, some minutes)..."
    if (Get-Command py -ErrorAction SilentlyContinue) { py -3.11 -m venv --clear .venv }
    else { python -m venv --clear .venv }
    & $python -m pip install -q --disable-pip-version-check --require-hashes --only-binary ":all:" -r requirements.lock
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    & $python -m sbd_tool.formats.fonts
    & $python -m sbd_tool.app.warming
    New-Item -ItemType File -Path $mark | Out-Null
}

if ($args.Count -gt 0 -and $args[0] -eq "test") {
    & $python -m tests.checks @($args | Select-Object -Skip 1)
} elseif ($args.Count -gt 0 -and $args[0] -eq "campaign") {
    & $python -m tests.campaigns @($args | Select-Object -Skip 1)
} elseif ($args.Count -gt 0 -and $args[0] -eq "bundle") {
    & $python bundle.py @($args | Select-Object -Skip 1)
} else {
    & $python main.py @args
}
exit $LASTEXITCODE
