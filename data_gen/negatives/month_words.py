"""Names and words that are spelt like months, programs by name, and books with chapters and verses."""

from __future__ import annotations

PROGRAMS = (
    "Python|python|PHP|Ubuntu|Debian|iOS|Android|macOS|Mac OS X|Windows|Kernel|Linux|Java|Node|npm|jQuery|"
    "React|Django|Rails|Ruby|Go|Rust|MySQL|PostgreSQL|SQLite|Oracle|Apache|nginx|Chrome|Firefox|Safari|Edge|Opera|"
    "WordPress|Drupal|Joomla|Excel|Word|Photoshop|Unity|Unreal|Xcode|Docker|Kubernetes|Git|OpenSSL|glibc|gcc|"
    "clang|Qt|GTK|GNOME|KDE|LibreOffice|NumPy|pandas|TensorFlow|PyTorch|Spring Boot|Tomcat|Maven|Gradle|"
    "package|plugin|driver|kernel|library|libxml2|Bluetooth|USB|HTTP|TLS|HTML|Wi-Fi|iPhone|Galaxy|Pixel"
).split("|")
"""What has versions or models by number."""
