def test_probe(services, desk, qtbot):
    from desktop.ui.pages.settings_page import SettingsPage
    page = SettingsPage(services, desk); qtbot.addWidget(page); page.resize(1240,640); page.show(); page.reload()
    for i in range(4):
        w=page.tabs.widget(i); print(i, w.minimumSizeHint().height(), w.minimumSizeHint().width())
    print(page.minimumSizeHint())
    for c in page.office.findChildren(__import__('PySide6.QtWidgets').QtWidgets.QFrame):
        if c.property('role')=='card': print('card', c.minimumSizeHint().height(), c.height())
