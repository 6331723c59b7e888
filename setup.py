"""Packages of the wheel: the code, and the shipped files mapped below it."""

from setuptools import find_packages, setup

SHIPPED = {"sbd_tool._resources": "resources", "sbd_tool._sample_sites": "sample_sites"}

setup(
    packages=[*find_packages(include=["sbd_tool", "sbd_tool.*"]), *SHIPPED],
    package_dir=SHIPPED,
    package_data={"sbd_tool": ["py.typed"], **{key: ["**/*"] for key in SHIPPED}},
)
