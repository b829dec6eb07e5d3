module consumer {
    requires io.alphafair;
}
