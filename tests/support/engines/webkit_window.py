#!/usr/bin/python3
"""A window as wide as a phone with WebKitGTK in it and nothing else, for WebKitWebDriver.

Run by the system's own Python, which has the bindings; it knows nothing of the tests. In the environment:
WINDOW (width and height), SCRIPT (runs in every page before its own), CONSOLE (a file, to which each line is
added that this script hands to `webkit.messageHandlers.console`), JAVASCRIPT ("0": pages run none of theirs).
"""

from __future__ import annotations

import ctypes
import os
import signal

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402  (the versions come first)

PR_SET_PDEATHSIG = 1  # of linux/prctl.h
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # no window without the driver that opened it

WIDE, HIGH = (int(each) for each in os.environ["WINDOW"].split("x"))
windows = []


def told(_content: WebKit2.UserContentManager, result: WebKit2.JavascriptResult) -> None:
    with open(os.environ["CONSOLE"], "a") as console:
        console.write(" ".join(result.get_js_value().to_string().split()) + "\n")


def new_view(_session: WebKit2.AutomationSession) -> WebKit2.WebView:
    content = WebKit2.UserContentManager()
    content.register_script_message_handler("console")
    content.connect("script-message-received::console", told)
    content.add_script(
        WebKit2.UserScript.new(
            os.environ.get("SCRIPT", ""),
            WebKit2.UserContentInjectedFrames.TOP_FRAME,
            WebKit2.UserScriptInjectionTime.START,
            None,
            None,
        )
    )
    view = WebKit2.WebView(
        web_context=context, is_controlled_by_automation=True, user_content_manager=content
    )
    settings = view.get_settings()
    settings.set_enable_javascript_markup(os.environ.get("JAVASCRIPT") != "0")
    settings.set_enable_page_cache(True)
    window = Gtk.Window()
    window.set_decorated(False)
    window.add(view)
    view.set_size_request(WIDE, HIGH)
    window.resize(WIDE, HIGH)
    window.show_all()
    windows.append(window)
    return view


def begun(_context: WebKit2.WebContext, session: WebKit2.AutomationSession) -> None:
    session.connect("create-web-view", new_view)


Gtk.Settings.get_default().set_property("gtk-enable-animations", False)  # prefers-reduced-motion, for pages
context = WebKit2.WebContext.new_ephemeral()
context.set_automation_allowed(True)
context.connect("automation-started", begun)
Gtk.main()
