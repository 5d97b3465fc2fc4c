package dev.holdfast.node.cli;

import dev.holdfast.portfolio.auth.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes entries for users.yaml. */
@Command(name = "user", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Prepare users of the gateway.")
final class UserCommand implements Runnable {
    /** Shorter ones are guessed too soon. */
    private static final int SHORTEST = 8;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: hash");
    }

    @Command(name = "hash", mixinStandardHelpOptions = true,
        description = "Print the passwordHash of a password for users.yaml. The password is asked for, or"
            + " read with --stdin; never given on the command line, where others could see it.")
    int hash(@Option(names = "--stdin", description = "read the password from standard input") boolean stdin)
            throws IOException {
        String password = stdin ? firstLine() : ask();
        if (password == null || password.length() < SHORTEST) {
            throw new Refused(ExitCode.BAD_INPUT, "the password needs at least " + SHORTEST + " characters");
        }
        System.out.println(PasswordHash.hash(password));
        return ExitCode.OK;
    }

    private static String firstLine() throws IOException {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    }

    private static String ask() {
        Console console = System.console();
        if (console == null) {
            throw new Refused(ExitCode.BAD_INPUT, "no terminal to ask at. Fix: give --stdin");
        }
        char[] typed = console.readPassword("Password: ");
        return typed == null ? null : new String(typed);
    }
}
