package io.alphafair.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven wrote into the resources. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[]{"alphafair " + number()};
    }

    static String number() {
        try (InputStream resource = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("version.properties cannot be read from the class path", e);
        }
    }
}
