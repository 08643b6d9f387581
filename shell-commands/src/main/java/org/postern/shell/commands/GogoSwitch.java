package org.postern.shell.commands;

import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Enables the Gogo commands where Gogo is: without it their class cannot even be loaded. */
@Component(
        service = {},
        immediate = true)
public final class GogoSwitch {
    private static final String GOGO = "org.apache.felix.service.command.CommandSession";

    /** Karaf sets it for itself and all that runs in it. */
    private static final String KARAF = "karaf.home";

    @Activate
    void activate(ComponentContext context) {
        if (gogoIsThere()) {
            context.enableComponent(GogoCommands.NAME);
            if (context.getBundleContext().getProperty(KARAF) != null) {
                context.enableComponent(KarafHelp.NAME);
            }
        }
    }

    private static boolean gogoIsThere() {
        try {
            Class.forName(GOGO, false, GogoSwitch.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
