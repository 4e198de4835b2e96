# SPDX-License-Identifier: GPL-3.0-or-later
"""Bars as an SVG that reads in light and in dark."""
from html import escape

WIDTH, LEFT, RIGHT, ROW, TOP = 720, 170, 90, 34, 48


def bars(path, title, rows):
    """`rows`: names and values; the first is the one that it is about."""
    most = max(value for _, value in rows)
    height = TOP + ROW * len(rows) + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="14">',
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#FAF9F7"/>',
        f'<text x="16" y="30" font-size="16" font-weight="600" fill="#1F1D1A">{escape(title)}</text>',
    ]
    for number, (name, value) in enumerate(rows):
        top = TOP + ROW * number
        length = max((WIDTH - LEFT - RIGHT) * value / most, 2)
        own = name.startswith(rows[0][0].split(",")[0])
        parts.append(f'<text x="{LEFT - 12}" y="{top + 19}" text-anchor="end" fill="#1F1D1A">{escape(name)}</text>')
        parts.append(f'<rect x="{LEFT}" y="{top + 4}" width="{length:.1f}" height="{ROW - 12}" rx="4" '
                     f'fill="{"#0B6B63" if own else "#B9B2A7"}"/>')
        label = f"{value / 1e6:.2f} M" if value >= 1e4 else f"{value:.0f}"
        parts.append(f'<text x="{LEFT + length + 8:.1f}" y="{top + 19}" fill="#655F57">{label}</text>')
    parts.append("</svg>")
    path.write_text("\n".join(parts) + "\n")


def curve(path, title, points, line, unit, scale):
    """`points` as dots, and `line`, what they would be if they grew in proportion."""
    width, height, left, top, bottom = 720, 320, 70, 56, 44
    most_x = max(x for x, _ in points)
    most_y = max(y for _, y in points + line)

    def place(x, y):
        return (left + (width - left - 40) * x / most_x, height - bottom - (height - top - bottom) * y / most_y)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="13">',
        f'<rect width="{width}" height="{height}" rx="8" fill="#FAF9F7"/>',
        f'<text x="16" y="30" font-size="16" font-weight="600" fill="#1F1D1A">{escape(title)}</text>',
        f'<path d="M{left} {top}V{height - bottom}H{width - 30}" fill="none" stroke="#655F57"/>',
    ]
    path_of = " ".join(f"{'M' if number == 0 else 'L'}{x:.1f} {y:.1f}" for number, (x, y) in
                       enumerate([place(0, 0)] + [place(*point) for point in line]))
    parts.append(f'<path d="{path_of}" fill="none" stroke="#B9B2A7" stroke-width="2"/>')
    for x, y in points:
        at_x, at_y = place(x, y)
        parts.append(f'<circle cx="{at_x:.1f}" cy="{at_y:.1f}" r="5" fill="#0B6B63"/>')
        parts.append(f'<text x="{at_x:.1f}" y="{at_y - 12:.1f}" text-anchor="middle" fill="#1F1D1A">{y / scale:.0f} {unit}</text>')
        parts.append(f'<text x="{at_x:.1f}" y="{height - bottom + 20}" text-anchor="middle" fill="#655F57">{x}</text>')
    parts.append("</svg>")
    path.write_text("\n".join(parts) + "\n")
