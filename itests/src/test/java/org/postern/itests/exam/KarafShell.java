// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.security.auth.Subject;

/** Karaf's shell in the hands of a user with some roles. */
public final class KarafShell {

    /** Of a session's completers the one for whole lines; its class is Karaf's own. */
    private static final String COMPLETER = ".CommandsCompleter";

    private final Subject user;

    private KarafShell(String... roles) {
        user =
                new Subject(
                        true,
                        Arrays.stream(roles).map(RolePrincipal::new).collect(Collectors.toSet()),
                        Set.of(),
                        Set.of());
    }

    /** What the user of the local console is. */
    public static KarafShell ofAdministrator() {
        return new KarafShell("admin", "manager", "viewer", "systembundles");
    }

    /** Somebody with these roles and no others. */
    public static KarafShell of(String... roles) {
        return new KarafShell(roles);
    }

    /**
     * Types one line, and waits for its end.
     *
     * @return what it printed, on both streams
     */
    public String type(String line) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Subject.doAs(user, (PrivilegedExceptionAction<Object>) () -> run(line, stream));
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The names of a scope's commands, as far as the user sees them. */
    public Set<String> commands(String scope) throws Exception {
        SessionFactory shell = Inside.service(SessionFactory.class);
        return Subject.doAs(
                user,
                (PrivilegedExceptionAction<Set<String>>)
                        () ->
                                shell.getRegistry().getCommands().stream()
                                        .filter(each -> each.getScope().equals(scope))
                                        .map(Command::getName)
                                        .collect(Collectors.toSet()));
    }

    /** What the tab key makes of a word at the start of a line, as far as it can. */
    public Set<String> completions(String word) throws Exception {
        return Subject.doAs(user, (PrivilegedExceptionAction<Set<String>>) () -> complete(word));
    }

    private static Set<String> complete(String word) throws Exception {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Session session =
                Inside.service(SessionFactory.class)
                        .create(InputStream.nullInputStream(), nowhere, nowhere, null, null, null);
        try {
            Completer commands =
                    session.getRegistry().getServices(Completer.class).stream()
                            .filter(each -> each.getClass().getName().endsWith(COMPLETER))
                            .findFirst()
                            .orElseThrow();
            List<String> found = new ArrayList<>();
            commands.complete(session, new ArgumentCommandLine(word, word.length()), found);
            // Some offer all there is, and leave the choice to the line editor.
            return found.stream()
                    .map(String::strip)
                    .filter(each -> each.startsWith(word))
                    .collect(Collectors.toSet());
        } finally {
            session.close();
        }
    }

    private static Object run(String line, PrintStream stream) throws Exception {
        Session session =
                Inside.service(SessionFactory.class)
                        .create(InputStream.nullInputStream(), stream, stream);
        try {
            session.execute(line);
        } finally {
            session.close();
        }
        return line;
    }
}
